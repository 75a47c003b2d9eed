package dev.madang.page;

import java.awt.geom.Path2D;
import java.util.regex.Pattern;

/** The path of an SVG as a shape: the commands M, L, H, V, C, S and Z in both cases, which is what marks are drawn with. */
final class SvgPath {

	private static final Pattern TOKEN = Pattern.compile("[MmLlHhVvCcSsZz]|-?(?:\\d+\\.?\\d*|\\.\\d+)");

	private final String[] tokens;

	private final Path2D path = new Path2D.Double();

	private int next;

	private double x;

	private double y;

	private double controlX;

	private double controlY;

	private SvgPath(String data) {
		tokens = TOKEN.matcher(data).results().map(found -> found.group()).toArray(String[]::new);
	}

	static Path2D of(String data) {
		return new SvgPath(data).read();
	}

	private Path2D read() {
		var command = 'M';
		while (next < tokens.length) {
			if (Character.isLetter(tokens[next].charAt(0))) {
				command = tokens[next++].charAt(0);
			}
			draw(command);
			// further pairs after a move are lines
			command = command == 'M' ? 'L' : command == 'm' ? 'l' : command;
		}
		return path;
	}

	private void draw(char command) {
		var relative = Character.isLowerCase(command);
		var fromX = relative ? x : 0;
		var fromY = relative ? y : 0;
		switch (Character.toUpperCase(command)) {
			case 'M' -> path.moveTo(toX(fromX + number()), toY(fromY + number()));
			case 'L' -> path.lineTo(toX(fromX + number()), toY(fromY + number()));
			case 'H' -> path.lineTo(toX(fromX + number()), toY(y));
			case 'V' -> path.lineTo(toX(x), toY(fromY + number()));
			case 'C' -> curve(fromX + number(), fromY + number(), fromX, fromY);
			case 'S' -> curve(2 * x - controlX, 2 * y - controlY, fromX, fromY);
			default -> close();
		}
	}

	private void curve(double firstX, double firstY, double fromX, double fromY) {
		var secondX = fromX + number();
		var secondY = fromY + number();
		path.curveTo(firstX, firstY, secondX, secondY, toX(fromX + number()), toY(fromY + number()));
		controlX = secondX;
		controlY = secondY;
	}

	private void close() {
		path.closePath();
		toX(path.getCurrentPoint().getX());
		toY(path.getCurrentPoint().getY());
	}

	private double toX(double to) {
		x = to;
		controlX = to;
		return to;
	}

	private double toY(double to) {
		y = to;
		controlY = to;
		return to;
	}

	private double number() {
		return Double.parseDouble(tokens[next++]);
	}
}
