package groundswell.local.template;

import groundswell.local.template.Value.Call;
import groundswell.local.template.Value.Field;
import groundswell.local.template.Value.Fields;
import groundswell.local.template.Value.Items;
import groundswell.local.template.Value.Kind;
import groundswell.local.template.Value.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads YAML into values that know their line. CloudFormation's short tags (`!Ref`) and its long
/// form (`Fn::Sub:`) both become calls. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html, which also
/// rules out aliases.
final class YamlReader {
  private static final int DEPTH_MAX = 50;
  private static final Set<String> TRUE = Set.of("true", "yes", "on");

  private final Source source;

  YamlReader(Source source) {
    this.source = source;
  }

  Fields read(Path file) {
    try {
      return read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + file, e);
    }
  }

  Fields read(String text) {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(DEPTH_MAX);
    try (var reader = new java.io.StringReader(text)) {
      var root = new Yaml(new SafeConstructor(options)).compose(reader);
      if (root == null) throw source.error(1, "the template is empty");
      return source.fields(value(root), "the template");
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw source.error(
          mark == null ? 1 : mark.getLine() + 1, "not YAML: %s".formatted(e.getProblem()));
    } catch (YAMLException e) {
      throw source.error(1, "not YAML: %s".formatted(e.getMessage()));
    }
  }

  private Value value(Node node) {
    if (node.getAnchor() != null) {
      throw source.error(line(node), "CloudFormation does not support anchors and aliases");
    }
    var tag = node.getTag();
    if (tag.getValue().startsWith("!")) return call(tag.getValue().substring(1), node);
    return plain(node);
  }

  private Value plain(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence ->
          new Items(sequence.getValue().stream().map(this::value).toList(), line(node));
      case MappingNode mapping -> mapping(mapping);
      default -> throw source.error(line(node), "unexpected %s".formatted(node.getNodeId()));
    };
  }

  private Scalar scalar(ScalarNode node) {
    var text = node.getValue();
    var tag = node.getTag();
    if (tag.equals(Tag.BOOL)) {
      var isTrue = TRUE.contains(text.toLowerCase(java.util.Locale.ROOT));
      return new Scalar(Boolean.toString(isTrue), Kind.BOOLEAN, line(node));
    }
    var isNumber = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    var kind = tag.equals(Tag.NULL) ? Kind.NULL : isNumber ? Kind.NUMBER : Kind.TEXT;
    return new Scalar(text, kind, line(node));
  }

  private Value mapping(MappingNode node) {
    var fields = new LinkedHashMap<String, Field>();
    for (var tuple : node.getValue()) {
      var keyLine = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw source.error(keyLine, "a key must be a text");
      }
      var earlier =
          fields.putIfAbsent(key.getValue(), new Field(value(tuple.getValueNode()), keyLine));
      if (earlier != null) {
        throw source.error(
            keyLine,
            "\"%s\" is already given in line %d".formatted(key.getValue(), earlier.line()));
      }
    }
    return asCall(new Fields(fields, line(node)));
  }

  /// A mapping with the single key `Ref` or `Fn::…` is a function in its long form. `Condition` is
  /// a function only inside conditions; [Conditions] decides that.
  private static Value asCall(Fields mapping) {
    if (mapping.fields().size() != 1) return mapping;
    Map.Entry<String, Field> only = mapping.fields().firstEntry();
    var key = only.getKey();
    if (!key.equals("Ref") && !key.startsWith("Fn::")) return mapping;
    var name = key.equals("Ref") ? key : key.substring("Fn::".length());
    return new Call(name, only.getValue().value(), only.getValue().line());
  }

  /// A short tag's scalar is always text: `!Ref 1` names something called "1".
  private Call call(String function, Node node) {
    var argument =
        node instanceof ScalarNode scalar
            ? new Scalar(scalar.getValue(), Kind.TEXT, line(node))
            : plain(node);
    return new Call(function, argument, line(node));
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
