package parley.ops;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;

import javax.management.NotificationEmitter;

/// Keeps garbage from filling the heap. The serial collector would let the old generation grow up
/// to the limit of the heap before it collects it, and a small host has other uses for that memory.
/// So it is collected when it has grown by a half, which also gives memory back.
public final class Thrift {
    private static final String OLD_GENERATION = "Tenured Gen";

    /// Less growth than this is not worth a collection.
    private static final long ROOM = 8 << 20;

    private Thrift() {}

    /// Watches from now on. Other collectors have ways of their own: with them it does nothing.
    public static void begin() {
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .forEach(Thrift::watch);
    }

    private static void watch(MemoryPoolMXBean old) {
        allow(old);
        var events = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        events.addNotificationListener(
                (_, _) -> {
                    System.gc();
                    allow(old);
                },
                event -> event.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
                null);
    }

    /// Of how much that is alive now, that much more may come.
    private static void allow(MemoryPoolMXBean old) {
        long used = old.getUsage().getUsed();
        old.setUsageThreshold(Math.min(old.getUsage().getMax(), used + Math.max(used / 2, ROOM)));
    }
}
