package dev.interlace.properties.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown into chapters. Headings without transcripts are left out; fenced blocks of other languages are only text. */
public final class SpecReader {
  private SpecReader() {}

  /**
   * The chapters of {@code markdown}, in its order.
   *
   * @param file name for messages
   * @throws MalformedSpec with file and line, if a transcript cannot be read
   */
  public static List<Chapter> read(String file, String markdown) {
    var document = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build().parse(markdown);
    var collector = new Collector(file);
    document.accept(collector);
    collector.endChapter();
    return List.copyOf(collector.chapters);
  }

  private static final class Collector extends AbstractVisitor {
    private final String file;
    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Chapter.Block> blocks = new ArrayList<>();
    private String heading = "";
    private int headingLine = 1;

    Collector(String file) {
      this.file = file;
    }

    void endChapter() {
      if (!blocks.isEmpty()) {
        chapters.add(new Chapter(file, headingLine, heading, blocks));
        blocks.clear();
      }
    }

    @Override
    public void visit(Heading node) {
      endChapter();
      heading = textOf(node);
      headingLine = lineOf(node);
    }

    @Override
    public void visit(FencedCodeBlock node) {
      var info = node.getInfo().strip();
      var line = lineOf(node);
      if (!info.startsWith("redis")) {
        return;
      }
      if (!info.equals("redis") && !info.equals("redis oracle")) {
        throw new MalformedSpec(file, line, "unknown kind of transcript: " + info);
      }
      var lines = node.getLiteral().lines().collect(Collectors.toList());
      blocks.add(new Chapter.Block(line, info.endsWith("oracle"), new TranscriptReader(file, line + 1, lines).steps()));
    }

    private static int lineOf(Node node) {
      return node.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    private static String textOf(Heading heading) {
      var text = new StringBuilder();
      heading.accept(new AbstractVisitor() {
        @Override
        public void visit(Text node) {
          text.append(node.getLiteral());
        }

        @Override
        public void visit(Code node) {
          text.append(node.getLiteral());
        }
      });
      return text.toString();
    }
  }
}
