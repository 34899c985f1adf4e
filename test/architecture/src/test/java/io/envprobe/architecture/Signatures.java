package io.envprobe.architecture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What of a type others can use, as text: the same on every Java machine, and in an order that does
 * not depend on that of the source.
 */
final class Signatures {
  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

  private Signatures() {}

  /** A type and its members; empty where others cannot see it. */
  static String of(Class<?> type) {
    for (Class<?> outer = type; outer != null; outer = outer.getDeclaringClass()) {
      if (!isVisible(outer.getModifiers())) {
        return "";
      }
    }
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return "";
    }
    StringBuilder text = new StringBuilder(head(type)).append('\n');
    for (String member : members(type)) {
      text.append("  ").append(member).append('\n');
    }
    return text.append('\n').toString();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String head(Class<?> type) {
    int shown = type.getModifiers() & SHOWN;
    if (type.isInterface() || type.isEnum()) {
      shown &= ~(Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC);
    }
    StringBuilder head = new StringBuilder(Modifier.toString(shown)).append(' ');
    head.append(type.isSealed() ? "sealed " : "");
    head.append(
        type.isAnnotation()
            ? "@interface "
            : type.isInterface()
                ? "interface "
                : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ");
    head.append(type.getName()).append(parameters(type.getTypeParameters()));
    Type parent = type.getGenericSuperclass();
    boolean plain = parent == null || parent == Object.class || type.isEnum() || type.isRecord();
    if (!plain) {
      head.append(" extends ").append(parent.getTypeName());
    }
    Set<String> interfaces = new TreeSet<>();
    for (Type each : type.getGenericInterfaces()) {
      interfaces.add(each.getTypeName());
    }
    if (!interfaces.isEmpty()) {
      head.append(type.isInterface() ? " extends " : " implements ");
      head.append(String.join(", ", interfaces));
    }
    return head.toString();
  }

  private static String parameters(TypeVariable<?>[] variables) {
    if (variables.length == 0) {
      return "";
    }
    StringJoiner joined = new StringJoiner(", ", "<", ">");
    for (TypeVariable<?> variable : variables) {
      StringJoiner bounds = new StringJoiner(" & ", " extends ", "").setEmptyValue("");
      for (Type bound : variable.getBounds()) {
        if (bound != Object.class) {
          bounds.add(bound.getTypeName());
        }
      }
      joined.add(variable.getName() + bounds);
    }
    return joined.toString();
  }

  private static List<String> members(Class<?> type) {
    Set<String> fields = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers()) && !field.isSynthetic()) {
        fields.add(
            field.isEnumConstant()
                ? field.getName()
                : modifiers(field.getModifiers())
                    + field.getGenericType().getTypeName()
                    + " "
                    + field.getName());
      }
    }
    Set<String> constructors = new TreeSet<>();
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isVisible(constructor.getModifiers()) && !constructor.isSynthetic()) {
        constructors.add(
            modifiers(constructor.getModifiers())
                + parameters(constructor.getTypeParameters())
                + type.getSimpleName()
                + call(constructor));
      }
    }
    Set<String> methods = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (isVisible(method.getModifiers()) && !method.isSynthetic() && !isOfEvery(method)) {
        String variables = parameters(method.getTypeParameters());
        methods.add(
            modifiers(method.getModifiers())
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + method.getGenericReturnType().getTypeName()
                + " "
                + method.getName()
                + call(method));
      }
    }
    List<String> all = new ArrayList<>(fields);
    all.addAll(constructors);
    all.addAll(methods);
    return all;
  }

  /** What every object, or every enumeration, has. */
  private static boolean isOfEvery(Method method) {
    return switch (method.getName()) {
      case "equals" -> method.getParameterCount() == 1;
      case "hashCode", "toString" -> method.getParameterCount() == 0;
      case "values", "valueOf" -> method.getDeclaringClass().isEnum();
      default -> false;
    };
  }

  private static String modifiers(int modifiers) {
    String shown = Modifier.toString(modifiers & SHOWN);
    return shown.isEmpty() ? "" : shown + " ";
  }

  private static String call(Executable executable) {
    StringJoiner types = new StringJoiner(", ", "(", ")");
    Type[] generic = executable.getGenericParameterTypes();
    Parameter[] parameters = executable.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      boolean last = i == parameters.length - 1 && executable.isVarArgs();
      String name =
          (generic.length == parameters.length ? generic[i] : parameters[i].getType())
              .getTypeName();
      types.add(last ? name.substring(0, name.length() - 2) + "..." : name);
    }
    Set<String> thrown = new TreeSet<>();
    for (Type each : executable.getGenericExceptionTypes()) {
      thrown.add(each.getTypeName());
    }
    return types + (thrown.isEmpty() ? "" : " throws " + String.join(", ", thrown));
  }
}
