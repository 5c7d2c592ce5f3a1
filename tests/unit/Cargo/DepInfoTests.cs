using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class DepInfoTests
{
    [Theory]
    [InlineData("/app/target/release/hello: /app/src/main.rs /app/build.rs\n", new[] { "/app/src/main.rs", "/app/build.rs" })]
    [InlineData(@"/my\ app/hello: /my\ app/a\ b\ c.rs /my\ app/ä.rs", new[] { "/my app/a b c.rs", "/my app/ä.rs" })]
    [InlineData("C:\\app\\hello.exe: C:\\app\\src\\main.rs D:\\my\\ files\\x.txt\r\n", new[]
        { @"C:\app\src\main.rs", @"D:\my files\x.txt" })]
    [InlineData("hello:\n", new string[0])]
    [InlineData("one: a.rs\ntwo: b.rs\n", new[] { "a.rs", "b.rs" })]
    [InlineData("", new string[0])]
    public void File_names_are_separated_by_unescaped_spaces(string text, string[] names) => Assert.Equal(names, DepInfo.Parse(text));

    [Fact]
    public void A_binary_without_a_dep_info_file_yields_null() => Assert.Null(DepInfo.Read("/no/such/binary"));
}
