package parley.sqlite.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A folder on a disk as bad as POSIX allows. What a sync covers is there for good; of everything
/// after it any part may be on the disk when the power goes, in any order, cut at sectors. A new
/// name, too, is there for good only when its folder was synced.
final class Disk {
    private static final int SECTOR = 512;
    private static final List<Double> CHANCES = List.of(0.0, 0.5, 0.8, 1.0);

    private final Map<String, Integer> names = new HashMap<>();
    private final List<Op> moves = new ArrayList<>();
    private final Map<Integer, byte[]> synced = new HashMap<>();
    private final Map<Integer, List<Op>> pending = new HashMap<>();

    void run(Op op) {
        switch (op) {
            case Op.Create(_, int file) -> {
                moves.add(op);
                synced.put(file, new byte[0]);
                pending.put(file, new ArrayList<>());
            }
            case Op.Rename _, Op.Remove _ -> moves.add(op);
            case Op.Write(int file, _, _) -> pending.get(file).add(op);
            case Op.Cut(int file, _) -> pending.get(file).add(op);
            case Op.Sync(int file) -> {
                synced.compute(file, (_, old) -> applied(old, pending.get(file)));
                pending.get(file).clear();
            }
            case Op.SyncFolder _ -> {
                moves.forEach(move -> move(names, move));
                moves.clear();
            }
            case Op.Told _ -> {}
        }
    }

    /// What may be found when the power goes now.
    Map<String, byte[]> crash(Random random) {
        double chance = CHANCES.get(random.nextInt(CHANCES.size()));
        var found = new HashMap<>(names);
        for (var move : moves) {
            if (random.nextDouble() < chance) {
                move(found, move);
            }
        }
        var files = new HashMap<String, byte[]>();
        found.forEach((name, file) -> files.put(name, survived(file, chance, random)));
        return files;
    }

    static void lay(Map<String, byte[]> files, Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private byte[] survived(int file, double chance, Random random) {
        var kept = new ArrayList<Op>();
        for (var op : pending.get(file)) {
            if (random.nextDouble() < chance) {
                kept.addAll(chance < 1 && random.nextInt(3) == 0 ? torn(op, random) : List.of(op));
            }
        }
        if (chance < 1) {
            Collections.shuffle(kept, random);
        }
        return applied(synced.get(file), kept);
    }

    /// Some of the sectors that a write covers, whole or in part.
    private static List<Op> torn(Op op, Random random) {
        if (!(op instanceof Op.Write(int file, long at, var bytes))) {
            return List.of(op);
        }
        var parts = new ArrayList<Op>();
        for (int from = 0; from < bytes.length; ) {
            int to = (int) Math.min(bytes.length, from + SECTOR - (at + from) % SECTOR);
            if (random.nextBoolean()) {
                parts.add(new Op.Write(file, at + from, Arrays.copyOfRange(bytes, from, to)));
            }
            from = to;
        }
        return parts;
    }

    private static byte[] applied(byte[] old, List<Op> ops) {
        var content = old;
        for (var op : ops) {
            if (op instanceof Op.Cut(_, long size)) {
                content = Arrays.copyOf(content, (int) size);
            } else if (op instanceof Op.Write(_, long at, var bytes)) {
                int end = (int) at + bytes.length;
                content = Arrays.copyOf(content, Math.max(content.length, end));
                System.arraycopy(bytes, 0, content, (int) at, bytes.length);
            }
        }
        return content;
    }

    private static void move(Map<String, Integer> names, Op move) {
        switch (move) {
            case Op.Create(var name, int file) -> names.put(name, file);
            case Op.Remove(var name) -> names.remove(name);
            case Op.Rename(var from, var to) -> {
                var file = names.remove(from);
                if (file != null) {
                    names.put(to, file);
                }
            }
            default -> throw new AssertionError(move);
        }
    }
}
