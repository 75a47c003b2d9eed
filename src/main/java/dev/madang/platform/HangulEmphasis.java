package dev.madang.platform;

import java.util.ArrayDeque;
import java.util.regex.Pattern;

/**
 * Makes emphasis work beside Hangul. By CommonMark's rule a run of asterisks (or tildes) between a bracket and a letter can only open
 * ({@code **마당(Madang)**은}), and one between a letter and a quotation mark can only close ({@code 은**"마당"**}): right
 * for languages that put spaces there, wrong for particles, which are glued on. Where such a run has the other part in its
 * paragraph, a rare space is put on its letter's side, which turns the rule around; it is taken out of the result.
 */
final class HangulEmphasis {

	private static final Pattern RUN = Pattern.compile("(?s)\\\\.|`+|\\n[ \\t]*\\n|\\*+|~+");

	private static final String[] RARE_SPACES = { "\u1680", "\u205f", "\u2005", "\u2004" };

	/** More runs are not open at once in any text that is meant; without a bound, looking for one would be quadratic. */
	private static final int MOST_OPEN = 100;

	private HangulEmphasis() {
	}

	/** A space that the text does not have, or nothing if it has them all. */
	static String spareSpace(String source) {
		for (var space : RARE_SPACES) {
			if (!source.contains(space)) {
				return space;
			}
		}
		return "";
	}

	static String mark(String source, String space) {
		if (space.isEmpty() || source.indexOf('*') < 0 && source.indexOf('~') < 0) {
			return source;
		}
		var marked = new StringBuilder(source.length() + 16);
		var open = new ArrayDeque<Integer>();
		var copied = 0;
		var matcher = RUN.matcher(source);
		while (matcher.find()) {
			var first = matcher.group().charAt(0);
			if (first == '`') {
				var end = source.indexOf(matcher.group(), matcher.end());
				if (end > 0) {
					matcher.region(end + matcher.group().length(), source.length());
				}
			}
			else if (first == '\n') {
				open.clear();
			}
			else if (first != '\\') {
				var length = (matcher.end() - matcher.start()) * (first == '~' ? -1 : 1);
				var before = matcher.start() == 0 ? ' ' : source.codePointBefore(matcher.start());
				var after = matcher.end() == source.length() ? ' ' : source.codePointAt(matcher.end());
				var closes = !isSpace(before) && open.contains(length);
				if (closes) {
					while (open.peek() != length) {
						open.pop();
					}
					open.pop();
					if (isMark(before) && isHangul(after)) {
						marked.append(source, copied, matcher.end()).append(space);
						copied = matcher.end();
					}
				}
				else if (!isSpace(after)) {
					open.push(length);
					if (open.size() > MOST_OPEN) {
						open.removeLast();
					}
					if (isHangul(before) && isMark(after)) {
						marked.append(source, copied, matcher.start()).append(space);
						copied = matcher.start();
					}
				}
			}
		}
		return marked.append(source, copied, source.length()).toString();
	}

	private static boolean isHangul(int c) {
		return Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL;
	}

	private static boolean isSpace(int c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c);
	}

	private static boolean isMark(int c) {
		return !Character.isLetterOrDigit(c) && !isSpace(c) && c != '*' && c != '~';
	}
}
