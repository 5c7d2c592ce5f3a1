# Sourced by the scripts of this folder. Changes to the root of the repository, and disables build servers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

# The package folder for builds with the packed SDK. NuGet ignores a repacked package of a version that it has seen.
nuget_folder=$PWD/artifacts/nuget
