#!/usr/bin/env bash
# Packs the SDK into artifacts/packages, the local feed that NuGet.config names.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Adds native code to the portable code: for this machine, or for each platform of TASK_PLATFORMS ("linux-x64 win-x64", as for a release).
rm -rf artifacts/tasks
for platform in ${TASK_PLATFORMS:-$(dotnet msbuild src/RustImage.Tasks/RustImage.Tasks.csproj -getProperty:NETCoreSdkPortableRuntimeIdentifier)}; do
  dotnet publish src/RustImage.Tasks/RustImage.Tasks.csproj -c Release -r "$platform" --self-contained false -p:PublishReadyToRun=true -o "artifacts/tasks/$platform" -v quiet
done
dotnet pack src/RustImage.Tasks/RustImage.Tasks.csproj -c Release -o artifacts/packages -v quiet
rm -rf "$nuget_folder/rustimage.sdk"
ls artifacts/packages/RustImage.Sdk.*.nupkg
