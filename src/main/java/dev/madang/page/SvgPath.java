package dev.madang.page;

import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.regex.Pattern;

/** The path of an SVG as a shape: the commands M, L, H, V, C, S, A and Z in both cases, which is what marks are drawn with. */
final class SvgPath {

	private static final Pattern TOKEN = Pattern.compile("[MmLlHhVvCcSsAaZz]|-?(?:\\d+\\.?\\d*|\\.\\d+)");

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
			case 'A' -> arc(number(), number(), number(), number(), number(), fromX + number(), fromY + number());
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

	/** As the specification of SVG 2 converts it (B.2.4), for circles: of a mark none is an ellipse. */
	private void arc(double radius, double same, double turned, double large, double sweep, double toX, double toY) {
		if (radius != same) {
			throw new IllegalArgumentException("an arc of an ellipse, turned by " + turned);
		}
		var halfX = (x - toX) / 2;
		var halfY = (y - toY) / 2;
		var half = Math.hypot(halfX, halfY);
		var r = Math.max(radius, half);
		var side = large == sweep ? -1 : 1;
		var away = side * Math.sqrt(Math.max(0, r * r - half * half)) / half;
		var centreX = (x + toX) / 2 + away * halfY;
		var centreY = (y + toY) / 2 - away * halfX;
		var begin = Math.atan2(y - centreY, x - centreX);
		var turn = Math.atan2(toY - centreY, toX - centreX) - begin;
		turn += sweep == 1 && turn < 0 ? 2 * Math.PI : sweep == 0 && turn > 0 ? -2 * Math.PI : 0;
		path.append(new Arc2D.Double(centreX - r, centreY - r, 2 * r, 2 * r, -Math.toDegrees(begin), -Math.toDegrees(turn),
				Arc2D.OPEN), true);
		toX(toX);
		toY(toY);
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
