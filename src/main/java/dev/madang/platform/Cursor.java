package dev.madang.platform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the name of the list and the keys of the last row, opaque outside. The check sum finds what was
 * cut off or retyped; it keeps no secret, because a cursor says nothing that its list would not show.
 */
public record Cursor(String list, List<Long> keys) {

	public static String of(String list, long... keys) {
		var text = list + ":" + String.join(",", Arrays.stream(keys).mapToObj(String::valueOf).toList());
		return Base64.getUrlEncoder().withoutPadding()
				.encodeToString((text + ":" + checkSum(text)).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a cursor of a list.
	 *
	 * @param count how many keys that list has, or 0 if any number will do
	 * @return null if there is none
	 * @throws Problem 400 if it is not a cursor of this list
	 */
	public static @Nullable Cursor read(@Nullable String cursor, String list, int count) {
		if (cursor == null) {
			return null;
		}
		try {
			var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
			var end = text.lastIndexOf(':');
			var start = text.lastIndexOf(':', end - 1);
			if (start > 0 && text.substring(0, start).equals(list)
					&& text.substring(end + 1).equals(checkSum(text.substring(0, end)))) {
				var keys = Arrays.stream(text.substring(start + 1, end).split(",")).map(Cursor::key).toList();
				if (count == 0 || keys.size() == count) {
					return new Cursor(list, keys);
				}
			}
		}
		catch (IllegalArgumentException notACursor) {
			throw Problem.malformed("bad-cursor");
		}
		throw Problem.malformed("bad-cursor");
	}

	/** As they are written, and no number in another form. */
	private static Long key(String written) {
		var key = Long.valueOf(written);
		if (!key.toString().equals(written)) {
			throw new NumberFormatException("not as it was written");
		}
		return key;
	}

	public long key(int index) {
		return keys.get(index);
	}

	private static String checkSum(String text) {
		var sum = new CRC32();
		sum.update(text.getBytes(StandardCharsets.UTF_8));
		return Long.toHexString(sum.getValue());
	}
}
