# Sourced by ./firsthand and ./dev (POSIX sh). Finds a JDK by the `release` file in its folder: no Java is started.
#
#   find_jdk      sets jdk to the folder of a JDK 25 or newer and returns 0, or returns 1 with jdk_seen saying what there was
#   jdk_missing   the one line for a user who has none

jdk_needed=25

# Where systems and their package managers put JDKs. A JDK is a folder here, or on macOS a folder's Contents/Home.
jdk_system_folders="/usr/lib/jvm /usr/java /usr/local/java /opt/java /opt /usr/lib64/jvm /Library/Java/JavaVirtualMachines
    /opt/homebrew/opt /usr/local/opt /usr/local"

find_jdk() {
    jdk=
    jdk_seen=
    jdk_major=

    # Said outright: taken, or refused, but never passed over in silence.
    if [ -n "${FIRSTHAND_JAVA_HOME-}" ]; then
        consider_jdk "$FIRSTHAND_JAVA_HOME" && return 0
        jdk_seen="${jdk_seen:-no JDK} in FIRSTHAND_JAVA_HOME ($FIRSTHAND_JAVA_HOME)"
        return 1
    fi
    if [ -n "${JAVA_HOME-}" ]; then
        consider_jdk "$JAVA_HOME" && return 0
    fi
    consider_java_on_path && return 0

    # Of several, the oldest that will do: what the project is tested with.
    for folder in \
        "${SDKMAN_DIR:-${HOME-}/.sdkman}/candidates/java" \
        "${HOME-}/.jdks" \
        "${MISE_DATA_DIR:-${XDG_DATA_HOME:-${HOME-}/.local/share}/mise}/installs/java" \
        "${ASDF_DATA_DIR:-${HOME-}/.asdf}/installs/java" \
        "${HOME-}/.jabba/jdk" \
        "${HOME-}/.gradle/jdks" \
        "${HOME-}/Library/Java/JavaVirtualMachines" \
        $jdk_system_folders; do
        for candidate in "$folder"/*; do
            consider_jdk "$candidate" || consider_jdk "$candidate/Contents/Home" \
                || consider_jdk "$candidate/libexec/openjdk.jdk/Contents/Home" || continue
            [ "$jdk_major" = "$jdk_needed" ] && return 0
        done
    done
    [ -n "$jdk" ] && return 0

    if [ -x /usr/libexec/java_home ]; then
        consider_jdk "$(/usr/libexec/java_home -v "$jdk_needed+" 2>/dev/null)" && return 0
    fi
    return 1
}

# consider_jdk FOLDER: a JDK new enough, and older than the one found so far? Then it is the one.
consider_jdk() {
    [ -r "$1/release" ] && [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
    major=
    while IFS='=' read -r key value || [ -n "$key" ]; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            major=${value%%[!0-9]*}
            break
        fi
    done <"$1/release"
    [ -n "$major" ] || return 1
    if [ "$major" -lt "$jdk_needed" ]; then
        case $jdk_seen in
            *"Java $major "*) ;;
            *) jdk_seen="${jdk_seen:+$jdk_seen, }Java $major ($1)" ;;
        esac
        return 1
    fi
    [ -z "$jdk" ] || [ "$major" -lt "$jdk_major" ] || return 1
    jdk=$1
    jdk_major=$major
}

consider_java_on_path() {
    java=$(command -v java) || return 1
    hops=0
    while [ -L "$java" ] && [ "$hops" -lt 20 ]; do
        target=$(readlink "$java")
        case $target in
            /*) java=$target ;;
            *) java=${java%/*}/$target ;;
        esac
        hops=$((hops + 1))
    done
    case $java in
        */bin/java) consider_jdk "${java%/bin/java}" ;;
        *) return 1 ;;
    esac
}

jdk_missing() {
    echo "needs a JDK $jdk_needed or newer; found ${jdk_seen:-none} after looking at FIRSTHAND_JAVA_HOME, JAVA_HOME, the PATH," \
        "SDKMAN, ~/.jdks, mise, asdf and the usual folders (/usr/lib/jvm, /Library/Java/JavaVirtualMachines, ...)." \
        "Install one (apt install openjdk-$jdk_needed-jdk, brew install openjdk@$jdk_needed, sdk install java) or set FIRSTHAND_JAVA_HOME to its folder."
}
