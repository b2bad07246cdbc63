package dev.interlace.model.script.front;

import dev.interlace.model.script.lua.Folding;
import dev.interlace.model.script.lua.Num;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expressions of Lua 5.1; those of numerals only are folded as 5.1 folds them. The other half of {@link Grammar}. */
final class Expressions {
  /** What a primary expression can be used for. */
  enum Kind { VARIABLE, CALL, OTHER }

  private static final int UNARY_PRIORITY = 8;

  private final Grammar grammar;

  Expressions(Grammar grammar) {
    this.grammar = grammar;
  }

  void list() throws SyntaxError {
    expression();
    while (grammar.takeIf(",")) {
      expression();
    }
  }

  /** The value, if the expression is constant. */
  @Nullable Num expression() throws SyntaxError {
    return operation(0);
  }

  /** What an if, while or until asks; a constant is true, and dropped. */
  void condition() throws SyntaxError {
    var zero = grammar.scope.zero;
    if (expression() != null) {
      grammar.scope.zero = zero;
    }
  }

  /** Reads operators as long as they bind tighter than {@code limit}. */
  private @Nullable Num operation(int limit) throws SyntaxError {
    grammar.enterLevel();
    var mark = grammar.out.mark();
    var zero = grammar.scope.zero;
    var value = isUnary() ? unary() : simple();
    while (leftPriority(grammar.token().type()) > limit) {
      var left = value;
      value = binary(mark, zero, left);
      if (value != null) {
        grammar.out.backTo(mark);
        grammar.scope.zero = zero;
        number(value, grammar.lastLine());
      }
    }
    grammar.leaveLevel();
    return value;
  }

  /**
   * An operator and its right operand; the value if both operands are constant.
   *
   * @param mark where the left operand starts
   * @param zero the zero before it: in Lua 5.1 a numeral to the left of arithmetic becomes a constant only after the right operand
   */
  private @Nullable Num binary(NormalText.Mark mark, @Nullable Num zero, @Nullable Num left) throws SyntaxError {
    var operator = grammar.token().type();
    var start = grammar.out.mark();
    var isPending = left != null && left.value() == 0 && Folding.isArithmetic(operator);
    grammar.take();
    if (isPending || left != null && operator.equals("and")) { // before "and" a constant is true, and dropped
      grammar.scope.zero = zero;
    }
    var right = operation(rightPriority(operator));
    var folded = left == null || right == null ? null : Folding.fold(operator, left, right);
    if (folded == null && isPending) {
      grammar.scope.zero = grammar.scope.zero == null ? left : grammar.scope.zero;
      grammar.out.rewriteNumber(mark, grammar.scope.zero);
    }
    if (!operator.equals("and") && !operator.equals("or")) {
      grammar.out.moveOperator(mark, start);
    }
    return folded;
  }

  private boolean isUnary() {
    return grammar.is("not") || grammar.is("-") || grammar.is("#");
  }

  private @Nullable Num unary() throws SyntaxError {
    var mark = grammar.out.mark();
    var zero = grammar.scope.zero;
    var operator = grammar.token().type();
    grammar.take();
    var operand = operation(UNARY_PRIORITY);
    grammar.out.moveOperator(mark, mark);
    if (operand != null && operator.equals("not")) {
      grammar.scope.zero = zero; // it is false, whatever the constant, which is dropped
    }
    if (operand == null || !operator.equals("-")) {
      return null;
    }
    var value = Folding.negate(operand);
    grammar.out.backTo(mark);
    grammar.scope.zero = zero;
    number(value, grammar.lastLine());
    return value;
  }

  private void number(Num value, int line) {
    var written = value;
    if (value.value() == 0) {
      written = grammar.scope.zero == null ? value : grammar.scope.zero;
      grammar.scope.zero = written;
    }
    grammar.out.number(written, line);
  }

  private static int leftPriority(String operator) {
    return switch (operator) {
      case "or" -> 1;
      case "and" -> 2;
      case "<", ">", "<=", ">=", "~=", "==" -> 3;
      case ".." -> 5;
      case "+", "-" -> 6;
      case "*", "/", "%" -> 7;
      case "^" -> 10;
      default -> -1;
    };
  }

  /** Less than the left one where the operator associates to the right. */
  private static int rightPriority(String operator) {
    return switch (operator) {
      case ".." -> 4;
      case "^" -> 9;
      default -> leftPriority(operator);
    };
  }

  private @Nullable Num simple() throws SyntaxError {
    var token = grammar.token();
    switch (token.type()) {
      case Token.NUMBER -> {
        number(token.number(), token.line());
        grammar.skip();
        return token.number();
      }
      case Token.STRING -> {
        grammar.out.string(token.text(), token.line());
        grammar.skip();
      }
      case "nil", "true", "false" -> grammar.take();
      case "..." -> dots();
      case "{" -> table();
      case "function" -> {
        grammar.take();
        body(false, grammar.line());
      }
      default -> {
        return parenthesizedConstant();
      }
    }
    return null;
  }

  private void dots() throws SyntaxError {
    if (!grammar.scope.isVararg) {
      throw grammar.error("cannot use '...' outside a vararg function");
    }
    grammar.scope.usesDots = true;
    grammar.take();
  }

  /** A constant in parentheses is still a constant; {@link #primary} reports it here. */
  private @Nullable Num parenthesizedConstant() throws SyntaxError {
    constant = null;
    primary();
    var value = constant;
    constant = null;
    return value;
  }

  /** What the last primary expression was, if a constant in parentheses. */
  private @Nullable Num constant;

  private void prefix() throws SyntaxError {
    if (grammar.is(Token.NAME)) {
      grammar.scope.use(grammar.takeName());
    } else if (grammar.is("(")) {
      var line = grammar.line();
      grammar.take();
      var value = expression();
      grammar.expectMatch(")", "(", line);
      constant = value;
    } else {
      throw grammar.error("unexpected symbol");
    }
  }

  Kind primary() throws SyntaxError {
    var kind = grammar.is(Token.NAME) ? Kind.VARIABLE : Kind.OTHER;
    prefix();
    while (true) {
      switch (grammar.token().type()) {
        case "." -> {
          grammar.take();
          grammar.takeName();
          kind = Kind.VARIABLE;
        }
        case "[" -> {
          index();
          kind = Kind.VARIABLE;
        }
        case ":" -> {
          grammar.take();
          grammar.takeName();
          arguments();
          kind = Kind.CALL;
        }
        case "(", Token.STRING, "{" -> {
          arguments();
          kind = Kind.CALL;
        }
        default -> {
          return kind;
        }
      }
      constant = null;
    }
  }

  private void index() throws SyntaxError {
    grammar.take();
    expression();
    grammar.expect("]");
  }

  private void arguments() throws SyntaxError {
    var line = grammar.line();
    switch (grammar.token().type()) {
      case "(" -> {
        if (grammar.isAfterLineBreak()) {
          throw grammar.error("ambiguous syntax (function call x new statement)");
        }
        grammar.take();
        if (!grammar.is(")")) {
          list();
        }
        grammar.expectMatch(")", "(", line);
      }
      case "{" -> table();
      case Token.STRING -> {
        grammar.out.string(grammar.token().text(), grammar.token().line());
        grammar.skip();
      }
      default -> throw grammar.error("function arguments expected");
    }
    grammar.scope.calls(line);
  }

  private void table() throws SyntaxError {
    var line = grammar.line();
    grammar.expect("{");
    while (!grammar.is("}")) {
      if (grammar.is(Token.NAME) && grammar.ahead().equals("=")) {
        grammar.takeName();
        grammar.expect("=");
      } else if (grammar.is("[")) {
        index();
        grammar.expect("=");
      }
      expression();
      if (!grammar.takeIf(",") && !grammar.takeIf(";")) {
        break;
      }
    }
    grammar.expectMatch("}", "{", line);
  }

  /** Parameters and body of a function whose first word stands at {@code line}. */
  void body(boolean isMethod, int line) throws SyntaxError {
    grammar.expect("(");
    var parameters = new ArrayList<String>();
    if (isMethod) {
      parameters.add("self");
    }
    var isVararg = parameters(parameters);
    var scope = new FunctionScope(grammar.scope, grammar.lexer(), line, isVararg);
    for (var parameter : parameters) {
      scope.declare(parameter);
    }
    if (isVararg) {
      scope.declare("arg");
    }
    scope.activate();
    grammar.scope = scope;
    grammar.expect(")");
    var argument = isVararg ? grammar.out.argument() : null;
    grammar.chunk();
    grammar.expectMatch("end", "function", line);
    if (argument != null && !scope.usesDots) {
      grammar.out.makeTable(argument);
    }
    grammar.scope = Objects.requireNonNull(scope.outer);
  }

  private boolean parameters(List<String> names) throws SyntaxError {
    if (grammar.is(")")) {
      return false;
    }
    do {
      if (grammar.takeIf("...")) {
        return true;
      }
      if (!grammar.is(Token.NAME)) {
        throw grammar.error("<name> or '...' expected");
      }
      names.add(grammar.takeName());
    } while (grammar.takeIf(","));
    return false;
  }
}
