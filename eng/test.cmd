@echo off
rem Builds, packs and runs every test that works on Windows. The counts are each runner's own; the sum over all of them,
rem and the installation of the engines that the functional tests use, are what eng/test.sh does on Debian.
setlocal
cd /d "%~dp0.."
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set MSBUILDDISABLENODEREUSE=1
dotnet build RustImage.Sdk.sln -c Release || exit /b 1
call eng\pack.cmd || exit /b 1
dotnet test RustImage.Sdk.sln -c Release --no-build
