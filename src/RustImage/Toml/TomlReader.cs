using Tomlyn;
using Tomlyn.Parsing;

namespace RustImage.Toml;

/// <summary>Parses TOML into a tree of values, from the events of Tomlyn's parser. It needs no reflection and no syntax tree.</summary>
/// <remarks>
/// Tomlyn accepts the same table header twice and joins the tables. cargo and rustup refuse that, and report it when they run.
/// </remarks>
internal sealed class TomlReader
{
    private static readonly TomlParserOptions Options = new() { Mode = TomlParserMode.Strict };

    private readonly TomlParser _parser;
    private readonly string _file;

    private TomlReader(string text, string file)
    {
        _file = file;
        _parser = TomlParser.Create(text, Options, null);
    }

    /// <exception cref="IOException">The file is missing or can't be read.</exception>
    /// <inheritdoc cref="Parse"/>
    public static TomlTable ReadFile(string path) => Parse(File.ReadAllText(path), path);

    /// <param name="file">The name of the text for messages.</param>
    /// <exception cref="RustImageException">RIMG1030: the text is not TOML.</exception>
    public static TomlTable Parse(string text, string file)
    {
        try
        {
            var reader = new TomlReader(text, file);
            var root = new TomlTable(isOpen: true, new TomlPlace(file, 1, 1));
            while (reader._parser.MoveNext())
            {
                if (reader._parser.Current.Kind == TomlParseEventKind.StartTable)
                    reader.FillTable(root);
            }
            return root;
        }
        catch (TomlException e)
        {
            // The first of several errors is the cause of the others.
            var reason = e.Diagnostics is { Count: > 0 } all ? all[0].Message : e.Message;
            throw Messages.TomlSyntax(file, e.Line ?? 0, e.Column ?? 0, reason).ToException(e);
        }
    }

    private void FillTable(TomlTable table)
    {
        while (Next() != TomlParseEventKind.EndTable)
        {
            var place = Place();
            var name = _parser.GetPropertyName();
            Next();
            Add(table, name, place);
        }
    }

    /// <param name="place">The place of the key.</param>
    private void Add(TomlTable table, string name, TomlPlace place)
    {
        // Tomlyn gives no place only for a table or array that a header or a dotted key opens.
        var isOpen = _parser.Current.Line == 0;
        switch (_parser.Current.Kind, table[name])
        {
            case (TomlParseEventKind.StartTable, TomlTable { IsOpen: true } earlier) when isOpen:
                FillTable(earlier);
                break;
            case (TomlParseEventKind.StartTable, TomlArray { IsOpen: true, Items: [.., TomlTable last] }) when isOpen:
                FillTable(last);
                break;
            case (TomlParseEventKind.StartArray, TomlArray { IsOpen: true } earlier) when isOpen:
                FillArray(earlier, place);
                break;
            case (_, { } earlier):
                var reason = $"The key '{name}' is set twice, first at line {earlier.Place.Line}";
                throw Messages.TomlSyntax(place.File, place.Line, place.Column, reason).ToException();
            default:
                table.Add(name, Value(isOpen ? place : Place(), isOpen), place);
                break;
        }
    }

    private void FillArray(TomlArray array, TomlPlace place)
    {
        while (Next() != TomlParseEventKind.EndArray)
        {
            var isOpen = _parser.Current.Line == 0;
            array.Items.Add(Value(isOpen ? place : Place(), isOpen));
        }
    }

    private TomlValue Value(TomlPlace place, bool isOpen)
    {
        switch (_parser.Current.Kind)
        {
            case TomlParseEventKind.StartTable:
                var table = new TomlTable(isOpen, place);
                FillTable(table);
                return table;
            case TomlParseEventKind.StartArray:
                var array = new TomlArray(isOpen, place);
                FillArray(array, place);
                return array;
            case TomlParseEventKind.String:
                return new TomlString(_parser.GetString(), place);
            case TomlParseEventKind.Integer:
                return new TomlInteger(_parser.Current.GetInt64(), place);
            case TomlParseEventKind.Boolean:
                return new TomlBoolean(_parser.Current.GetBoolean(), place);
            default:
                return new TomlOther(_parser.Current.Kind == TomlParseEventKind.Float ? "a float" : "a date or time", place);
        }
    }

    private TomlParseEventKind Next() =>
        _parser.MoveNext() ? _parser.Current.Kind : throw new TomlException("The document ends too early");

    private TomlPlace Place() => new(_file, _parser.Current.Line, _parser.Current.Column);
}
