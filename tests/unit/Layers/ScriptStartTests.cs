using System.Text;
using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class ScriptStartTests
{
    [Theory]
    [InlineData("#!/bin/sh\nexec app\n", "/bin/sh", null)]
    [InlineData("#!/bin/sh", "/bin/sh", null)]
    [InlineData("#! \t/bin/sh -e \n", "/bin/sh", null)]
    [InlineData("#!/bin/sh\r\n", "/bin/sh\r", null)]
    [InlineData("#!/usr/bin/env python3\n", "/usr/bin/env", "python3")]
    [InlineData("#!/usr/bin/env python3 -u\n", "/usr/bin/env", "python3 -u")]
    [InlineData("#!/usr/bin/env -S python3 -u\n", "/usr/bin/env", "python3")]
    [InlineData("#!/usr/bin/env -SLANG=C python3\n", "/usr/bin/env", "python3")]
    [InlineData("#!/usr/bin/env --split-string=python3\n", "/usr/bin/env", "python3")]
    [InlineData("#!/usr/bin/env -i python3\n", "/usr/bin/env", null)]
    [InlineData("#!/usr/bin/env /opt/python3\n", "/usr/bin/env", null)]
    [InlineData("#!/usr/bin/env\n", "/usr/bin/env", null)]
    public void The_first_line_names_the_interpreter_and_what_env_starts(string text, string interpreter, string? program) =>
        Assert.Equal(new ScriptStart(interpreter, program), ScriptStart.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("# !/bin/sh\n")]
    [InlineData("#!\n")]
    [InlineData("#!python3\n")]
    [InlineData("\u007fELF")]
    public void Another_file_is_no_script(string text) => Assert.Null(ScriptStart.Parse(Encoding.UTF8.GetBytes(text)));
}
