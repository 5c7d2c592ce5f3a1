#!/usr/bin/env bash
# Packs the SDK into artifacts/packages, the local feed that NuGet.config names.
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dotnet pack src/RustImage.Tasks/RustImage.Tasks.csproj -c Release -o artifacts/packages -v quiet
rm -rf "$nuget_folder/rustimage.sdk"
ls artifacts/packages/RustImage.Sdk.*.nupkg
