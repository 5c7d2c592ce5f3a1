@echo off
rem Packs the SDK, builds tests\samples\hello with it as a user would, lists what is in the image, and runs it in Docker or Podman.
setlocal
cd /d "%~dp0.."
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set MSBUILDDISABLENODEREUSE=1
call eng\pack.cmd || exit /b 1
set NUGET_PACKAGES=%CD%\artifacts\nuget
set project=tests\samples\hello\hello.proj
dotnet build %project% || exit /b 1
dotnet build %project% -t:ExplainImage || exit /b 1
for /f "delims=" %%a in ('dotnet build %project% -t:Build -getProperty:GeneratedArchiveOutputPath') do set archive=%%a
for %%e in (docker podman) do %%e info >nul 2>&1 && (set engine=%%e& goto :run)
echo The image is %archive%; running it needs Docker or Podman, and neither works here. 1>&2
exit /b 1
:run
for /f "tokens=2*" %%a in ('%engine% load --quiet --input "%archive%"') do set image=%%b
%engine% run --rm --network none %image% "from %engine%"
