#!/usr/bin/env bash
# Compares the SDK of COMMIT with that of the working tree: their images of the same sources, and their build times.
# Exits with 1 if an image differs or a build fails. Marks rows that are slower than 1.05 ×. Needs no container engine.
# Libraries come from Debian, unless RustImageLibrarySource is set in the environment. tests/apps/README.md lists what recipes need.
# usage: eng/compare.sh [-r ROUNDS] COMMIT [NAME...]     NAME: a folder of tests/samples or a recipe of tests/apps; all of both by default
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() { sed -n 's/^# usage: /usage: /p' eng/compare.sh >&2; exit 2; }

rounds=5
while getopts r: option; do
  case $option in r) rounds=$OPTARG ;; *) usage ;; esac
done
shift $((OPTIND - 1))
[ $# -ge 1 ] || usage
[[ $rounds =~ ^[1-9][0-9]*$ ]] || usage
commit=$(git rev-parse --verify "$1^{commit}")
shift
names=("$@")
if [ $# = 0 ]; then
  for path in tests/samples/*/*.proj tests/apps/*.sh; do
    case $path in tests/apps/common.sh) ;; tests/samples/*) names+=("$(basename "$(dirname "$path")")") ;; *) names+=("$(basename "$path" .sh)") ;; esac
  done
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The settings of a build server would forbid creating locks.
unset CI RestoreLockedMode SOURCE_DATE_EPOCH
export LC_NUMERIC=C

# Each side has its own feed, unpacked packages and cache. All projects are built at one path: the project of a side is renamed to it for
# its turn, with the files of its earlier builds, so that only the SDK differs.
pack_both() {
  echo "Packing $(git log -1 --format='%h (%s)' "$commit") as old, and the working tree as new"
  git clone --quiet --shared --no-checkout . "$work/source"
  git -C "$work/source" checkout --quiet --detach "$commit"
  mkdir -p "$work"/{old,new,here}
  # Uses the pack script of the commit.
  "$work/source/eng/pack.sh" >"$work/pack.log" 2>&1 || { cat "$work/pack.log" >&2; exit 1; }
  cp -r "$work/source/artifacts/packages" "$work/old/packages"
  eng/pack.sh >"$work/pack.log" 2>&1 || { cat "$work/pack.log" >&2; exit 1; }
  cp -r artifacts/packages "$work/new/packages"
}

version() { basename "$work/$1"/packages/RustImage.Sdk.*.nupkg .nupkg | sed 's/^RustImage\.Sdk\.//'; }

# fetch NAME: creates a user's project from a sample or a recipe.
fetch() {
  local directory=$work/here/$1
  if [ -d "tests/samples/$1" ]; then
    (cd tests/samples && git ls-files -co --exclude-standard "$1" | tar -cf - -T -) | tar -C "$work/here" -xf -
  elif [ -f "tests/apps/$1.sh" ]; then
    bash "tests/apps/$1.sh" "$directory" || return
    echo "<Project Sdk=\"RustImage.Sdk/0.1.0\">$(properties "$1")</Project>" >"$directory/$1.proj"
  else
    echo "there is neither tests/samples/$1 nor tests/apps/$1.sh"
    return 1
  fi
  cat >"$directory/NuGet.config" <<'XML'
<configuration><packageSources><clear /><add key="compared" value="%COMPARED_FEED%" /></packageSources></configuration>
XML
}

# properties RECIPE: prints the additional properties of its project.
properties() {
  case $1 in
    tiny-http-servers) echo "<PropertyGroup><CargoBins>hello-world;serve-root;php-cgi;ssl</CargoBins></PropertyGroup>" ;;
    cross-arm64) echo "<PropertyGroup><RustImageLibrarySource>.root</RustImageLibrarySource></PropertyGroup>" ;;
  esac
}

# activate SIDE NAME: moves the project of a side to the common build path.
activate() {
  local other=new
  [ "$1" = old ] || other=old
  [ -d "$work/$1/$2" ] || return 0
  mv "$work/here/$2" "$work/$other/$2"
  mv "$work/$1/$2" "$work/here/$2"
}

# build SIDE NAME: builds the project at the common path.
build() (
  cd "$work/here/$2"
  # shellcheck disable=SC1091 # written by the recipe
  [ ! -e env.sh ] || . ./env.sh
  COMPARED_FEED=$work/$1/packages NUGET_PACKAGES=$work/$1/nuget RustImageCacheDirectory=$work/$1/cache \
    dotnet build "$(echo *.proj)" >"$work/$1/build.log" 2>&1
)

# first_builds NAME: the new side starts with the sources, and the lock of the old one, but without its output.
first_builds() {
  local directory=$work/here/$1 failed=
  sed -i "s#RustImage\.Sdk/[^\"]*#RustImage.Sdk/$(version old)#" "$directory"/*.proj
  build old "$1" || failed=old
  cp -a "$directory" "$work/new/$1"
  sed -i "s#RustImage\.Sdk/[^\"]*#RustImage.Sdk/$(version new)#" "$work/new/$1"/*.proj
  rm -rf "$work/new/$1"/{bin,obj,target/rustimage}
  activate new "$1"
  build new "$1" || failed=${failed:+both}${failed:-new}
  case $failed in
    "") return ;;
    old) echo "the old SDK does not build it:" ;;
    new) echo "the new SDK does not build it, and the old one does:" ;;
    *) failed=old && echo "neither SDK builds it:" ;;
  esac
  grep -m 3 -E 'error' "$work/$failed/build.log" || tail -n 5 "$work/$failed/build.log"
  return 1
}

# output DIRECTORY: prints the directory of the archives. Earlier versions wrote to bin/.
output() { if [ -d "$1/target/rustimage/bin" ]; then echo "$1/target/rustimage/bin"; else echo "$1/bin"; fi; }

# images DIRECTORY: prints name, digest and checksum of each archive.
images() {
  local archive directory
  directory=$(output "$1")
  find "$directory" -name '*.tar' -printf '%P\n' | LC_ALL=C sort | while read -r archive; do
    echo "$archive $(tar -xOf "$directory/$archive" index.json | grep -o 'sha256:[0-9a-f]*' | head -n 1) $(sha256sum <"$directory/$archive" | cut -d ' ' -f 1)"
  done
}

# compare NAME: compares the images of both sides.
compare() {
  local old new
  activate old "$1"
  old=$(images "$work/here/$1")
  new=$(images "$work/new/$1")
  if [ -z "$old$new" ]; then echo "no archive"
  elif [ "$old" = "$new" ]; then echo equal
  elif [ "$(cut -d ' ' -f 1 <<<"$old")" != "$(cut -d ' ' -f 1 <<<"$new")" ]; then echo "other names"
  elif [ "$(cut -d ' ' -f 2 <<<"$old")" = "$(cut -d ' ' -f 2 <<<"$new")" ]; then echo "archive differs"
  else echo DIFFERENT; fi
}

# lock_note NAME: notes a rewritten lock, because every user would have to commit it.
lock_note() {
  cmp -s "$work"/{here,new}/"$1"/rustimage.lock.json || [ ! -e "$work/here/$1/rustimage.lock.json" ] || echo "  the new SDK rewrites the lock"
}

# main_of DIRECTORY: prints the source path of the first binary.
main_of() (
  cd "$1"
  # shellcheck disable=SC1091
  [ ! -e env.sh ] || . ./env.sh
  cargo metadata --no-deps --offline --format-version 1 2>/dev/null | grep -o '"kind":\["bin"\][^}]*"src_path":"[^"]*"' | head -n 1 | sed 's/.*"src_path":"\(.*\)"/\1/'
)

# prepare CASE ROUND SOURCE DIRECTORY: brings the project into the state before a measured build.
prepare() {
  case $1 in
    "application changed") # Another constant on the stack of main: as a comment would not, it makes another binary.
      sed -i -E -e '/ \/\/ compared$/d' -e "0,/fn main\(.*\{/s#(fn main\(.*\{)#\1\n    let _ = std::hint::black_box(${2}000000007u64); // compared#" "$3" ;;
    "archive deleted") find "$(output "$4")" -name '*.tar' -delete ;;
  esac
}

# seconds SIDE NAME: prints the time of a build, or nothing if it fails.
seconds() {
  local start=$EPOCHREALTIME
  build "$1" "$2" || return
  echo $((${EPOCHREALTIME/./} - ${start/./}))
}

# summary OLD NEW: prints medians in seconds and their ratio, from times in microseconds.
summary() {
  local medians
  medians=$(for times in "$1" "$2"; do tr ' ' '\n' <<<"$times" | sort -n | awk 'NF { t[++n] = $1 } END { print (t[int((n + 1) / 2)] + t[int(n / 2) + 1]) / 2e6 }'; done)
  # shellcheck disable=SC2086 # two words
  printf '%8.2f s %8.2f s %6.2f ×' $medians "$(awk '{ t[NR] = $1 } END { print t[2] / t[1] }' <<<"$medians")"
}

failed=0 slow=() table=$work/table
row() { printf '%-18s %-20s %-16s %s\n' "$@" | tee -a "$table" >&2; }

# examine NAME: prints the rows of one project.
examine() {
  local name=$1 case side round took equal main note directory=$work/here/$1 sides
  if ! fetch "$name" >"$work/fetch.log" 2>&1; then
    row "$name" "" "not prepared" "$(tail -n 1 "$work/fetch.log")"
    return 1
  fi
  if ! first_builds "$name" >"$work/failed.log"; then
    row "$name" "" "not compared" "$(tr '\n' ' ' <"$work/failed.log" | cut -c 1-300)"
    return 1
  fi
  equal=$(compare "$name")
  note=$(lock_note "$name")
  main=$(main_of "$directory")
  for case in "nothing to do" "archive deleted" "application changed"; do
    local -A times=([old]="" [new]="")
    for round in $(seq "$rounds"); do
      # Machines change speed over time, so the sides alternate, and also which one begins.
      sides="old new"
      [ $((round % 2)) = 1 ] || sides="new old"
      for side in $sides; do
        activate "$side" "$name"
        prepare "$case" "$round" "$main" "$directory"
        if ! took=$(seconds "$side" "$name"); then
          row "$name" "$case" "fails" "the $side SDK: $(grep -m 1 error "$work/$side/build.log" || true)"
          return 1
        fi
        times[$side]+=" $took"
      done
      [ "$(compare "$name")" = equal ] || equal=$(compare "$name")
    done
    took=$(summary "${times[old]}" "${times[new]}")
    row "$name" "$case" "$equal" "$took$note"
    awk '{ exit !($5 > 1.05) }' <<<"$took" && slow+=("$name, $case: $took")
  done
  [ "$equal" = equal ]
}

pack_both
row name case image "     old        new    ratio"
for name in "${names[@]}"; do
  examine "$name" || failed=1
  # Toolchains and packages of recipes are large.
  rm -rf "$work"/{here,old,new}/"$name"
done

printf '\nThe SDK of %s (old) and of the working tree (new); medians of %s rounds\n\n' "$(git rev-parse --short "$commit")" "$rounds"
cat "$table"
echo
[ ${#slow[@]} = 0 ] && echo "No row is slower than 1.05 ×." || printf 'Slower than 1.05 ×: %s\n' "${slow[@]}"
[ $failed = 0 ] && echo "All images are equal." || echo "Not all images are equal."
exit $failed
