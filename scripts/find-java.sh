#!/bin/sh
# Finds Java 25 or newer: JAVA_HOME, then PATH, then the usual folders. Works without starting a
# JVM or another process where it can, because it is a part of every start of the program.

least_java=25

# Sets $major to the feature version of the Java at $1.
java_major() {
    major=
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value; do
            if [ "$key" = JAVA_VERSION ]; then
                value=${value#\"}
                major=${value%%[!0-9]*}
                break
            fi
        done <"$1/release"
    else
        value=$("$1/bin/java" -version 2>&1)
        value=${value#*version \"}
        major=${value%%[!0-9]*}
    fi
    major=${major:-0}
}

# Whether the folder $1 has a tool $2 (java, or javac where a JDK is needed) that is new enough.
has_java() {
    [ -x "$1/bin/$2" ] && java_major "$1" && [ "$major" -ge "$least_java" ]
}

# Sets $java_home to the first folder that has_java $1, or fails.
search_java() {
    if [ -n "${JAVA_HOME:-}" ] && has_java "$JAVA_HOME" "$1"; then
        java_home=$JAVA_HOME
        return 0
    fi
    if java_home=$(command -v "$1"); then
        java_home=$(readlink -f "$java_home")
        java_home=${java_home%/bin/"$1"}
        has_java "$java_home" "$1" && return 0
    fi
    for java_home in /usr/lib/jvm/* /usr/lib64/jvm/* /opt/* \
        "${HOME:-}"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        has_java "$java_home" "$1" && return 0
    done
    return 1
}

# Sets $java_home, or says what to install and fails.
find_java() {
    if ! search_java "$1"; then
        kind=Java
        [ "$1" = java ] || kind='a JDK (with javac)'
        echo "Parley needs $kind $least_java or newer, and none was found in JAVA_HOME, PATH or the" \
            "usual folders. Install one, for example Eclipse Temurin $least_java, or set JAVA_HOME." >&2
        return 1
    fi
    if [ -n "${JAVA_HOME:-}" ] && [ "$java_home" != "$JAVA_HOME" ]; then
        echo "JAVA_HOME is passed over, it has no $1 $least_java or newer: $JAVA_HOME." \
            "Using $java_home." >&2
    fi
}
