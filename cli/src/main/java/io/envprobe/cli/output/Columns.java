package io.envprobe.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of cells in aligned columns; widths are counted before colour. A cell that is very wide does
 * not widen its column.
 */
public final class Columns {
  private static final int WIDEST = 48;

  private final List<List<Cell>> rows = new ArrayList<>();

  private record Cell(String plain, String painted) {}

  /** Begins a row. */
  public Columns row() {
    rows.add(new ArrayList<>());
    return this;
  }

  /** Adds a cell to the last row. */
  public Columns cell(String text) {
    return cell(text, text);
  }

  /** Adds a cell that is painted. */
  public Columns cell(String plain, String painted) {
    rows.get(rows.size() - 1).add(new Cell(plain, painted));
    return this;
  }

  /** The text: two blanks between columns, none at the ends of lines. */
  public String text() {
    List<Integer> widths = new ArrayList<>();
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int length = row.get(i).plain().length();
        int width = length > WIDEST ? 0 : length;
        if (i == widths.size()) {
          widths.add(width);
        } else if (width > widths.get(i)) {
          widths.set(i, width);
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<Cell> row : rows) {
      int pending = 0;
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        if (!cell.plain().isEmpty()) {
          text.append(" ".repeat(pending)).append(cell.painted());
          pending = 0;
        }
        pending += Math.max(0, widths.get(i) - cell.plain().length()) + 2;
      }
      text.append('\n');
    }
    return text.toString();
  }
}
