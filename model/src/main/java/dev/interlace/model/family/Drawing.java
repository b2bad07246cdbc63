package dev.interlace.model.family;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What LOLWUT draws: a canvas of pixels, each of one colour.
 *
 * <p><b>Source:</b> {@code lolwut.c}, {@code lolwut5.c} and {@code lolwut6.c} of Redis 7.0. What is drawn at random is so by the server's own
 * source of chance, so two servers draw different pictures of the same kind.
 */
final class Drawing {
  /** As fine as {@code rand} of the C library. */
  private static final int FINENESS = Integer.MAX_VALUE;
  private static final float SIDE_OF_INSCRIBED_SQUARE = 1.4142135623f;
  /** Rows of squares that stand straight. */
  private static final int STRAIGHT_ROWS = 2;
  private static final int FIRST_BRAILLE = 0x2800;
  /** The bit of each dot in a braille character, line by line. */
  private static final int[][] DOTS = {{0, 3}, {1, 4}, {2, 5}, {6, 7}};
  private static final int BLACK = 0;
  private static final int LIGHT_GRAY = 2;
  private static final int WHITE = 3;
  private static final String[] ESCAPES = {"0;30;40m", "0;90;100m", "0;37;47m", "0;97;107m"};

  private final int width;
  private final int height;
  private final int[] colours;
  private final IntUnaryOperator choose;

  private Drawing(int width, int height, int background, IntUnaryOperator choose) {
    this.width = width;
    this.height = height;
    this.choose = choose;
    colours = new int[width * height];
    Arrays.fill(colours, background);
  }

  private void set(int x, int y, int colour) {
    if (x >= 0 && x < width && y >= 0 && y < height) {
      colours[x + y * width] = colour;
    }
  }

  private int get(int x, int y) {
    return x < 0 || x >= width || y < 0 || y >= height ? 0 : colours[x + y * width];
  }

  /** Squares in rows and columns that lose their order from top to bottom, in braille characters. */
  static String squares(int columns, int inRow, int inColumn, IntUnaryOperator choose) {
    var wide = 2 * columns;
    var margin = wide > 4 ? 2 : 0;
    var side = (float) (wide - 2 * margin) / inRow;
    var drawing = new Drawing(wide, (int) (side * inColumn + 2 * margin), 0, choose);
    for (var row = 0; row < inColumn; row++) {
      for (var column = 0; column < inRow; column++) {
        drawing.square((int) (column * side + side / 2 + margin), (int) (row * side + side / 2 + margin), side, (float) row / inColumn, row);
      }
    }
    return drawing.inBraille();
  }

  /** @param disorder by how much the square may be out of its place at most */
  private void square(int x, int y, float side, float disorder, int row) {
    var isStraight = row < STRAIGHT_ROWS;
    var angle = isStraight ? 0 : some(disorder);
    var right = isStraight ? 0 : some(disorder) * side / 3;
    var down = isStraight ? 0 : some(disorder) * side / 3;
    var reach = (float) Math.rint(side / SIDE_OF_INSCRIBED_SQUARE);
    var xs = new int[4];
    var ys = new int[4];
    for (var corner = 0; corner < 4; corner++) {
      var at = Math.PI / 4 + angle + corner * Math.PI / 2;
      xs[corner] = (int) Math.round(Math.sin(at) * reach + (int) (x + right));
      ys[corner] = (int) Math.round(Math.cos(at) * reach + (int) (y + down));
    }
    for (var corner = 0; corner < 4; corner++) {
      line(xs[corner], ys[corner], xs[(corner + 1) % 4], ys[(corner + 1) % 4]);
    }
  }

  /** Between {@code -most} and {@code most}. */
  private float some(float most) {
    var amount = (float) choose.applyAsInt(FINENESS) / FINENESS * most;
    return choose.applyAsInt(2) == 0 ? amount : -amount;
  }

  /** As Bresenham draws it. */
  private void line(int fromX, int fromY, int toX, int toY) {
    var wide = Math.abs(toX - fromX);
    var high = Math.abs(toY - fromY);
    var x = fromX;
    var y = fromY;
    var error = wide - high;
    set(x, y, 1);
    while (x != toX || y != toY) {
      var twice = 2 * error;
      if (twice > -high) {
        error -= high;
        x += fromX < toX ? 1 : -1;
      }
      if (twice < wide) {
        error += wide;
        y += fromY < toY ? 1 : -1;
      }
      set(x, y, 1);
    }
  }

  /** Two by four pixels a character. */
  private String inBraille() {
    var text = new StringBuilder();
    for (var y = 0; y < height; y += 4) {
      for (var x = 0; x < width; x += 2) {
        var dots = 0;
        for (var i = 0; i < DOTS.length; i++) {
          dots |= get(x, y + i) << DOTS[i][0] | get(x + 1, y + i) << DOTS[i][1];
        }
        text.append((char) (FIRST_BRAILLE + dots));
      }
      text.append(y == height - 1 ? "" : "\n");
    }
    return text.toString();
  }

  /** Houses before taller ones in the mist, in colours of a terminal. */
  static String skyline(int columns, int rows, IntUnaryOperator choose) {
    var drawing = new Drawing(columns, rows, WHITE, choose);
    for (var colour = LIGHT_GRAY; colour > BLACK; colour--) {
      for (var x = -10; x < columns; ) {
        x += choose.applyAsInt(8);
        var wide = 10 + choose.applyAsInt(9);
        var high = rows / 2 + choose.applyAsInt(rows) / (colour == LIGHT_GRAY ? 2 : 3);
        drawing.house(x, wide, high, colour, false);
        x += colour == LIGHT_GRAY ? wide / 2 : wide + 1;
      }
    }
    for (var x = -10; x < columns; ) {
      x += choose.applyAsInt(8);
      var wide = 5 + choose.applyAsInt(14);
      wide += wide % 4 == 0 ? 0 : wide % 3;
      drawing.house(x, wide, rows / 3 + choose.applyAsInt(rows) / 2, BLACK, true);
      x += wide + 5;
    }
    return drawing.inColours();
  }

  private void house(int left, int wide, int high, int colour, boolean hasWindows) {
    var bottom = height - 1;
    var top = bottom - high + 1;
    for (var y = bottom; y >= top; y--) {
      for (var x = left; x < left + wide; x++) {
        var isInside = x > left + 1 && x < left + wide - 2;
        if (y == top && !isInside) {
          continue; // the roof is narrower
        }
        var isWindow = hasWindows && isInside && y > top + 1 && y < bottom - 1 && (x - left - 1) / 2 % 2 == 1 && (y - top - 1) % 2 == 1;
        set(x, y, isWindow ? windowColour(x, y, (x - left - 1) % 2 == 1) : colour);
      }
    }
  }

  /** A window is two pixels wide. */
  private int windowColour(int x, int y, boolean isRightHalf) {
    var drawn = 1 + choose.applyAsInt(2);
    return isRightHalf ? get(x - 1, y) : drawn;
  }

  private String inColours() {
    var text = new StringBuilder();
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        text.append("\u001b[").append(ESCAPES[get(x, y)]).append(" \u001b[0m");
      }
      text.append(y == height - 1 ? "" : "\n");
    }
    return text.toString();
  }
}
