package parley;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a compiled class uses, read from its constant pool: calls and method references as
/// `java/time/Instant.now`, types as `java/lang/Thread`, also those that stand in signatures only.
final class ClassFiles {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+);");

    private static final Pattern CLOCK =
            Pattern.compile(
                    "java/time/\\w+\\.now|java/time/(Clock|InstantSource)"
                            + "|java/lang/System\\.(currentTimeMillis|nanoTime)"
                            + "|java/util/(Date|Calendar|Timer)");

    private static final Set<String> SOCKETS =
            Set.of(
                    "java/net/Socket",
                    "java/net/ServerSocket",
                    "java/net/DatagramSocket",
                    "java/nio/channels/SocketChannel",
                    "java/nio/channels/ServerSocketChannel");

    private ClassFiles() {}

    static List<String> uses(byte[] classFile) {
        var pool = ClassFile.of().parse(classFile).constantPool();
        return StreamSupport.stream(pool.spliterator(), false)
                .flatMap(ClassFiles::names)
                .distinct()
                .toList();
    }

    private static Stream<String> names(PoolEntry entry) {
        return switch (entry) {
            case MemberRefEntry member ->
                    Stream.of(member.owner().asInternalName() + "." + member.name().stringValue());
            case ClassEntry type -> Stream.of(type.asInternalName());
            case Utf8Entry text ->
                    IN_DESCRIPTOR
                            .matcher(text.stringValue())
                            .results()
                            .map(found -> found.group(1));
            default -> Stream.empty();
        };
    }

    static boolean asksClock(String used) {
        return CLOCK.matcher(used).matches();
    }

    static boolean usesThread(String used) {
        return used.matches("java/lang/Thread(\\..*)?");
    }

    static boolean opensSocket(String used) {
        return SOCKETS.contains(used);
    }
}
