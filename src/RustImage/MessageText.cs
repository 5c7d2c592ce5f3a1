using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace RustImage;

/// <summary>An interpolated string whose values are made safe to show by <see cref="ForeignText"/>.</summary>
/// <remarks>
/// Values are cut after <see cref="ForeignText.Longest"/> characters, except in <c>{value:whole}</c>, for the output of rustc and cargo.
/// </remarks>
[InterpolatedStringHandler]
internal readonly ref struct MessageText(int literalLength, int formattedCount)
{
    private const string Unshortened = "whole";

    private readonly StringBuilder _text = new(literalLength + (formattedCount * 32));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(string? text) => _text.Append(ForeignText.Brief(text ?? ""));

    public void AppendFormatted(string? text, string format) => _text.Append(format == Unshortened
        ? ForeignText.Whole(text ?? "")
        : throw new ArgumentException($"'{format}' is not a format of texts.", nameof(format)));

    public void AppendFormatted<T>(T value, string? format = null) =>
        AppendFormatted(value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());

    public override string ToString() => _text.ToString();
}
