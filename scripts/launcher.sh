# shellcheck shell=sh
# Starts Parley from any folder, also through symbolic links. `make build` puts find-java.sh in
# front of this and the result at build/parley, beside parley.jar, lib/ and native/.
set -eu

self=$0
case $self in
    /*) ;;
    *) self=$PWD/$self ;;
esac
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
    esac
done
home=${self%/*}

find_java java || exit 1

# For a small host: Serial GC and C1 cost the least memory. The heap and its young generation start
# small whatever the size of the machine, and give back what a peak took; big survivor spaces keep
# messages that are under way from being promoted. A core dump would hold the token and messages.
# JAVA_OPTS come last, so that they win; another collector is chosen with
# "-XX:-UseSerialGC -XX:+UseG1GC".
# The demo plays Telegram in the same process, with the pictures and videos that people send there.
heap=64m
if [ "${1:-}" = demo ]; then
    heap=512m
fi
set -f
# shellcheck disable=SC2086,SC2154 # JAVA_OPTS are several words on purpose, java_home is from find-java.sh.
exec "$java_home/bin/java" \
    -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms16m "-Xmx$heap" \
    -XX:NewSize=2m -XX:MaxNewSize=8m -XX:SurvivorRatio=2 \
    -XX:-ShrinkHeapInSteps -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -Xss512k \
    -XX:TrimNativeHeapInterval=5000 -XX:+ExitOnOutOfMemoryError -XX:-CreateCoredumpOnCrash \
    --enable-native-access=ALL-UNNAMED "-Dorg.sqlite.lib.path=$home/native" \
    ${JAVA_OPTS:-} -jar "$home/parley.jar" "$@"
