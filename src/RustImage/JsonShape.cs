using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RustImage;

/// <summary>
/// A type that JSON is read into. A document is refused where a value is null or missing that the type does not declare nullable or
/// optional.
/// </summary>
/// <remarks>
/// .NET does not check this by default. It could refuse all missing parameters, but also those that are left out because they are null.
/// </remarks>
internal sealed class JsonShape<T>
    where T : class
{
    private readonly bool _writesNull;
    private readonly string? _verbatim;

    /// <param name="context">Has the metadata of the type and the options.</param>
    /// <param name="verbatim">The name of an outermost member that may hold any JSON, or null.</param>
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

    /// <summary>Whether a null is allowed. Lists never have nulls, and members only where nulls are written.</summary>
    /// <param name="isMember">True for a member of an object, false for an element of an array.</param>
    /// <param name="place">The name of the outermost member that contains it.</param>
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
