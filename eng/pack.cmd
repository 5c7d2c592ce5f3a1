@echo off
rem Packs the SDK into artifacts\packages, the local feed that NuGet.config names.
setlocal
cd /d "%~dp0.."
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set MSBUILDDISABLENODEREUSE=1
rem Native code of this machine beside the portable one.
if exist artifacts\tasks rmdir /s /q artifacts\tasks
for /f %%p in ('dotnet msbuild src\RustImage.Tasks\RustImage.Tasks.csproj -getProperty:NETCoreSdkPortableRuntimeIdentifier') do dotnet publish src\RustImage.Tasks\RustImage.Tasks.csproj -c Release -r %%p --self-contained false -p:PublishReadyToRun=true -o artifacts\tasks\%%p -v quiet || exit /b 1
dotnet pack src\RustImage.Tasks\RustImage.Tasks.csproj -c Release -o artifacts\packages -v quiet || exit /b 1
rem NuGet ignores a repacked package of a version that it has unpacked before.
if exist artifacts\nuget\rustimage.sdk rmdir /s /q artifacts\nuget\rustimage.sdk
dir /b artifacts\packages\RustImage.Sdk.*.nupkg
