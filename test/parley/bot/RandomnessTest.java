package parley.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import parley.chat.Rules;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Room names, the numbers of chats and the draw of partners come from a [RandomGenerator]. The bot
/// has no other one than [SecureRandom], seeded by the system, so it cannot be wired wrongly: that
/// is read from the compiled classes.
class RandomnessTest {
    private static final Path CLASSES = Path.of("build", "classes");

    /// It plays Telegram, and is no part of the bot.
    private static final Path PLAYGROUND = CLASSES.resolve("parley/playground");

    private static final Pattern ALLOWED =
            Pattern.compile(
                    "java/security/SecureRandom(\\.<init>\\(\\)V|\\.next\\w+\\(.*)?"
                            + "|java/util/random/RandomGenerator(\\.next\\w+\\(.*)?");

    private static final Pattern RANDOM =
            Pattern.compile(
                    "(java|jdk)/.*Random\\w*(\\..*)?"
                            + "|java/lang/(Strict)?Math\\.random\\(.*"
                            + "|java/util/Collections\\.shuffle\\(.*");

    @Test
    void theBotHasNoGeneratorThatCanBeGuessed() throws Exception {
        assertEquals(List.of(), ofTheBot(RandomnessTest::guessable));
    }

    /// Or else the test above would look at nothing.
    @Test
    void theBotHasAGeneratorAndRulesThatTakeOne() throws Exception {
        var used = ofTheBot(RandomnessTest::uses);

        assertTrue(used.contains("java/security/SecureRandom.<init>()V"));
        assertTrue(used.contains("parley/chat/Rules.<init>(Ljava/util/random/RandomGenerator;)V"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Old.class,
                Shared.class,
                Chosen.class,
                Seeded.class,
                SeededLater.class,
                Constant.class,
                Own.class,
                OwnSecure.class,
                Maths.class,
                Shuffled.class
            })
    void seesAGeneratorThatCanBeGuessed(Class<?> type) throws Exception {
        assertNotEquals(List.of(), guessable(bytes(type)));
    }

    @Test
    void seesNothingInWhatIsFine() throws Exception {
        assertEquals(List.of(), guessable(bytes(Fine.class)));
    }

    private static List<String> ofTheBot(Function<ClassModel, Stream<String>> asked)
            throws IOException {
        var answers = new ArrayList<String>();
        try (var files = Files.walk(CLASSES)) {
            for (var file : files.filter(RandomnessTest::isOfTheBot).toList()) {
                asked.apply(ClassFile.of().parse(file)).forEach(answers::add);
            }
        }
        return answers;
    }

    private static boolean isOfTheBot(Path file) {
        return file.toString().endsWith(".class") && !file.startsWith(PLAYGROUND);
    }

    private static List<String> guessable(byte[] classFile) {
        return guessable(ClassFile.of().parse(classFile)).toList();
    }

    /// Whatever is or makes a generator that is not allowed, with the class where it is.
    private static Stream<String> guessable(ClassModel model) {
        var kinds = Stream.concat(model.superclass().stream(), model.interfaces().stream());
        var own =
                kinds.map(ClassEntry::asInternalName)
                        .filter(kind -> RANDOM.matcher(kind).matches())
                        .map(kind -> "is a " + kind);
        var others =
                uses(model)
                        .filter(used -> RANDOM.matcher(used).matches())
                        .filter(used -> !ALLOWED.matcher(used).matches());
        var where = model.thisClass().asInternalName() + ": ";
        return Stream.concat(own, others).map(where::concat);
    }

    /// Types, members with their descriptors, and what lambdas are made into.
    private static Stream<String> uses(ClassModel model) {
        return StreamSupport.stream(model.constantPool().spliterator(), false)
                .flatMap(RandomnessTest::name);
    }

    private static Stream<String> name(PoolEntry entry) {
        return switch (entry) {
            case MemberRefEntry member ->
                    Stream.of(
                            member.owner().asInternalName()
                                    + "."
                                    + member.name().stringValue()
                                    + member.type().stringValue());
            case InvokeDynamicEntry call ->
                    Stream.of(made(call.type().stringValue())).map(type -> type + ".lambda");
            case ClassEntry type -> Stream.of(type.asInternalName());
            default -> Stream.empty();
        };
    }

    /// What comes back, in a descriptor such as `(I)Ljava/util/random/RandomGenerator;`.
    private static String made(String descriptor) {
        return descriptor.replaceFirst(".*\\)L?", "").replace(";", "");
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        var name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static final class Fine {
        final RandomGenerator generator = new SecureRandom();
        final Rules rules = new Rules(generator);
        final long number = generator.nextLong();
    }

    private static final class Old {
        final Rules rules = new Rules(new Random());
    }

    private static final class Shared {
        final Rules rules = new Rules(ThreadLocalRandom.current());
    }

    private static final class Chosen {
        final Rules rules = new Rules(RandomGenerator.getDefault());
    }

    private static final class Seeded {
        final Rules rules = new Rules(new SecureRandom(new byte[8]));
    }

    private static final class SeededLater {
        SeededLater() {
            var random = new SecureRandom();
            random.setSeed(1);
        }
    }

    private static final class Constant {
        final Rules rules = new Rules(() -> 1L);
    }

    private static final class Own implements RandomGenerator {
        @Override
        public long nextLong() {
            return 1;
        }
    }

    private static final class OwnSecure extends SecureRandom {
        private static final long serialVersionUID = 1L;
    }

    private static final class Maths {
        final double number = Math.random();
    }

    private static final class Shuffled {
        Shuffled() {
            Collections.shuffle(new ArrayList<>(Set.of(1, 2)));
        }
    }
}
