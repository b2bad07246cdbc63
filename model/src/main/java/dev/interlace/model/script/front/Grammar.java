package dev.interlace.model.script.front;

import org.jspecify.annotations.Nullable;

/**
 * Statements of Lua 5.1 by recursive descent, without code generation: checks, and copies to {@link NormalText}.
 *
 * <p>Source: Lua 5.1.5, {@code lparser.c}; the names of methods follow the grammar of the manual.
 */
final class Grammar {
  private static final int MAX_LEVELS = 200;

  private final Lexer lexer;
  private final Expressions expressions;
  final NormalText out = new NormalText();
  private Token token;
  private @Nullable Token ahead;
  /** Where the token before the current one ended. */
  private int lastLine = 1;
  private int levels;
  FunctionScope scope;

  /** Where the code generator gave up, in characters of the normal form, and what it said. */
  private int stopLength = Integer.MAX_VALUE;
  private String stopMessage = "";

  private Grammar(Lexer lexer, int nestedCalls) throws SyntaxError {
    this.lexer = lexer;
    this.levels = nestedCalls;
    this.scope = new FunctionScope(null, lexer, 0, true);
    this.expressions = new Expressions(this);
    this.token = lexer.next();
  }

  /** A whole chunk: its normal form, and what is known of the functions in it. */
  record Parsed(NormalText normal, FunctionScope main) {}

  /** Checks a whole chunk. */
  static Parsed parse(SourceText text, String chunkName, int nestedCalls) throws SyntaxError {
    var grammar = new Grammar(new Lexer(text, chunkName), nestedCalls);
    grammar.all();
    return new Parsed(grammar.out, grammar.scope);
  }

  /** Raises an error that only code generation finds, at the token with which the normal form reaches {@code length}. */
  static void fail(SourceText text, String chunkName, int nestedCalls, int length, String message) throws SyntaxError {
    var grammar = new Grammar(new Lexer(text, chunkName), nestedCalls);
    grammar.stopLength = length;
    grammar.stopMessage = message;
    grammar.all();
    throw grammar.error(message);
  }

  private void all() throws SyntaxError {
    chunk();
    check(Token.END);
  }

  Lexer lexer() {
    return lexer;
  }

  Token token() {
    return token;
  }

  int line() {
    return lexer.line();
  }

  /** The line on which the token before the present one ended. */
  int lastLine() {
    return lastLine;
  }

  boolean isAfterLineBreak() {
    return token.line() != lastLine;
  }

  boolean is(String type) {
    return token.is(type);
  }

  /** The type of the token after the current one. */
  String ahead() throws SyntaxError {
    if (ahead == null) {
      ahead = lexer.next();
    }
    return ahead.type();
  }

  /** Goes on behind a token that has been written. */
  void skip() throws SyntaxError {
    if (out.length() >= stopLength) {
      throw error(stopMessage);
    }
    lastLine = lexer.line();
    if (ahead == null) {
      token = lexer.next();
    } else {
      token = ahead;
      ahead = null;
    }
  }

  /** Writes the current token, which must be a word or symbol, and goes on. */
  void take() throws SyntaxError {
    out.word(token.type(), token.line());
    skip();
  }

  boolean takeIf(String type) throws SyntaxError {
    if (!is(type)) {
      return false;
    }
    take();
    return true;
  }

  void expect(String type) throws SyntaxError {
    check(type);
    take();
  }

  void check(String type) throws SyntaxError {
    if (!is(type)) {
      throw error("'" + type + "' expected");
    }
  }

  /** The end of something opened by {@code opener} at {@code openLine}. */
  void expectMatch(String type, String opener, int openLine) throws SyntaxError {
    if (!is(type) && openLine != lexer.line()) {
      throw error("'" + type + "' expected (to close '" + opener + "' at line " + openLine + ")");
    }
    expect(type);
  }

  String takeName() throws SyntaxError {
    check(Token.NAME);
    var name = token.text();
    out.name(name, token.line());
    skip();
    return name;
  }

  SyntaxError error(String message) {
    return lexer.errorNear(message, token.type());
  }

  void enterLevel() throws SyntaxError {
    if (++levels > MAX_LEVELS) {
      throw lexer.error("chunk has too many syntax levels");
    }
  }

  void leaveLevel() {
    levels--;
  }

  void chunk() throws SyntaxError {
    enterLevel();
    var isLast = false;
    while (!isLast && !endsBlock()) {
      isLast = statement();
      takeIf(";");
    }
    leaveLevel();
  }

  private boolean endsBlock() {
    return switch (token.type()) {
      case "else", "elseif", "end", "until", Token.END -> true;
      default -> false;
    };
  }

  private void block() throws SyntaxError {
    var opened = scope.openBlock();
    chunk();
    scope.closeBlock(opened);
  }

  /** One statement; true if none may follow. */
  private boolean statement() throws SyntaxError {
    var line = lexer.line();
    switch (token.type()) {
      case "if" -> ifStatement(line);
      case "while" -> whileStatement(line);
      case "do" -> {
        take();
        block();
        expectMatch("end", "do", line);
      }
      case "for" -> forStatement(line);
      case "repeat" -> repeatStatement(line);
      case "function" -> functionStatement(line);
      case "local" -> localStatement();
      case "return" -> {
        returnStatement();
        return true;
      }
      case "break" -> {
        take();
        if (!scope.isInLoop()) {
          throw error("no loop to break");
        }
        return true;
      }
      default -> expressionStatement();
    }
    return false;
  }

  private void ifStatement(int line) throws SyntaxError {
    condition();
    while (is("elseif")) {
      condition();
    }
    if (takeIf("else")) {
      block();
    }
    expectMatch("end", "if", line);
  }

  private void condition() throws SyntaxError {
    take();
    expressions.condition();
    expect("then");
    block();
  }

  private void whileStatement(int line) throws SyntaxError {
    take();
    expressions.condition();
    scope.enterLoop();
    expect("do");
    block();
    expectMatch("end", "while", line);
    scope.leaveLoop();
  }

  private void repeatStatement(int line) throws SyntaxError {
    take();
    scope.enterLoop();
    var opened = scope.openBlock();
    chunk();
    expectMatch("until", "repeat", line);
    expressions.condition();
    scope.closeBlock(opened);
    scope.leaveLoop();
  }

  private void forStatement(int line) throws SyntaxError {
    take();
    scope.enterLoop();
    var opened = scope.openBlock();
    var first = takeName();
    switch (token.type()) {
      case "=" -> numericFor(first);
      case ",", "in" -> genericFor(first);
      default -> throw error("'=' or 'in' expected");
    }
    expectMatch("end", "for", line);
    scope.closeBlock(opened);
    scope.leaveLoop();
  }

  private void numericFor(String name) throws SyntaxError {
    declareHidden("(for index)", "(for limit)", "(for step)");
    scope.declare(name);
    expect("=");
    expressions.expression();
    expect(",");
    expressions.expression();
    if (takeIf(",")) {
      expressions.expression();
    }
    forBody();
  }

  private void genericFor(String first) throws SyntaxError {
    declareHidden("(for generator)", "(for state)", "(for control)");
    scope.declare(first);
    while (takeIf(",")) {
      scope.declare(takeName());
    }
    expect("in");
    expressions.list();
    forBody();
  }

  private void declareHidden(String... names) throws SyntaxError {
    for (var name : names) {
      scope.declare(name);
    }
  }

  private void forBody() throws SyntaxError {
    expect("do");
    scope.activate();
    block();
  }

  private void functionStatement(int line) throws SyntaxError {
    take();
    scope.use(takeName());
    while (is(".")) {
      take();
      takeName();
    }
    var isMethod = takeIf(":");
    if (isMethod) {
      takeName();
    }
    expressions.body(isMethod, line);
  }

  private void localStatement() throws SyntaxError {
    take();
    if (takeIf("function")) {
      scope.declare(takeName());
      scope.activate();
      expressions.body(false, lexer.line());
      return;
    }
    do {
      scope.declare(takeName());
    } while (takeIf(","));
    if (takeIf("=")) {
      expressions.list();
    }
    scope.activate();
  }

  private void returnStatement() throws SyntaxError {
    take();
    if (!endsBlock() && !is(";")) {
      expressions.list();
    }
  }

  private void expressionStatement() throws SyntaxError {
    var kind = expressions.primary();
    if (kind == Expressions.Kind.CALL) {
      return;
    }
    var count = 1;
    while (true) {
      if (kind != Expressions.Kind.VARIABLE) {
        throw error("syntax error");
      }
      if (!takeIf(",")) {
        break;
      }
      kind = expressions.primary();
      scope.checkLimit(count++, MAX_LEVELS - levels, "variables in assignment");
    }
    expect("=");
    expressions.list();
  }
}
