package parley;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// Limits for methods and types, and who breaks them, by the compiler's own reading of the source.
///
/// @param methodLines from the signature to the closing brace; tables of test data stand before
/// @param parameters of a method or constructor
/// @param publicMethods that a type declares; overrides and accessors of records are free
record Sizes(int methodLines, int parameters, int publicMethods) {
    List<String> offenders(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
            var found = new ArrayList<String>();
            for (var unit : task.parse()) {
                var positions = Trees.instance(task).getSourcePositions();
                new Scanner(unit, positions, found).scan(unit, null);
            }
            return found;
        }
    }

    private final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            var free = accessors(type);
            long open =
                    methods(type).stream()
                            .filter(method -> isPublic(method, type))
                            .filter(method -> !isOverride(method))
                            .filter(method -> !free.contains(method.getName().toString()))
                            .count();
            if (open > publicMethods) {
                report(type, type.getSimpleName(), open, publicMethods, "public methods");
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            var name = method.getReturnType() == null ? "constructor" : method.getName();
            var modifiers = method.getModifiers();
            long signature =
                    modifiers.getAnnotations().isEmpty()
                            ? start(method)
                            : positions.getEndPosition(unit, modifiers);
            long lines = line(positions.getEndPosition(unit, method)) - line(signature) + 1;
            if (lines > methodLines) {
                report(method, name, lines, methodLines, "lines");
            }
            int given = method.getParameters().size();
            if (given > parameters && !isOverride(method)) {
                report(method, name, given, parameters, "parameters");
            }
            return super.visitMethod(method, nothing);
        }

        private void report(Tree tree, CharSequence name, long size, int limit, String what) {
            var advice =
                    switch (what) {
                        case "lines" -> "take a step out of it and name it";
                        case "parameters" -> "which of them belong together in a record?";
                        default -> "which of them are another type's job?";
                    };
            found.add(
                    "%s:%d: %s has %d %s, at most %d: %s"
                            .formatted(
                                    unit.getSourceFile().getName(),
                                    line(start(tree)),
                                    name,
                                    size,
                                    what,
                                    limit,
                                    advice));
        }

        private long start(Tree tree) {
            return positions.getStartPosition(unit, tree);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    private static List<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getReturnType() != null)
                .toList();
    }

    private static List<String> accessors(ClassTree type) {
        if (type.getKind() != Tree.Kind.RECORD) {
            return List.of();
        }
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> field.getName().toString())
                .toList();
    }

    private static boolean isPublic(MethodTree method, ClassTree type) {
        Set<Modifier> flags = method.getModifiers().getFlags();
        boolean ofInterface = type.getKind() == Tree.Kind.INTERFACE;
        return flags.contains(Modifier.PUBLIC) || ofInterface && !flags.contains(Modifier.PRIVATE);
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(note -> note.getAnnotationType().toString().equals("Override"));
    }
}
