using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RustImage;

/// <summary>A type that documents are read into: what it does not declare nullable or optional is never null and never missing.</summary>
/// <remarks>
/// .NET checks neither by itself, and could only be told to refuse every missing parameter, those too that are left out when they are null.
/// </remarks>
public sealed class JsonShape<T>
    where T : class
{
    private readonly bool _writesNull;
    private readonly string? _verbatim;

    /// <param name="context">It knows the type; its options hold.</param>
    /// <param name="verbatim">The name of a member of the whole, which holds any JSON, or null.</param>
    public JsonShape(JsonSerializerContext context, string? verbatim = null)
    {
        _verbatim = verbatim;
        var leftOut = context.Options.DefaultIgnoreCondition;
        _writesNull = leftOut is not (JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault);
        var writesDefaults = leftOut != JsonIgnoreCondition.WhenWritingDefault;
        var options = new JsonSerializerOptions(context.Options)
        {
            RespectNullableAnnotations = true,
            TypeInfoResolver = ((IJsonTypeInfoResolver)context).WithAddedModifier(type => Require(type, writesDefaults)),
        };
        Type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    internal JsonTypeInfo<T> Type { get; }

    /// <summary>Where nulls are not written there are none; and no list has any.</summary>
    /// <param name="isMember">Or an element of an array.</param>
    /// <param name="place">The name of the whole's member that it is in.</param>
    internal bool AllowsNull(bool isMember, string? place) => (isMember && _writesNull) || (place is not null && place == _verbatim);

    private static void Require(JsonTypeInfo type, bool writesDefaults)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false, IsMemberInitializer: false } parameter
                && (writesDefaults || !parameter.ParameterType.IsValueType))
                property.IsRequired = true;
        }
    }
}
