package dev.madang.testing;

import java.io.ByteArrayOutputStream;

/** Bits, the lowest first. */
final class BitWriter {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private int waiting;

	private int count;

	void write(int value, int bits) {
		waiting |= value << count;
		count += bits;
		while (count >= 8) {
			out.write(waiting);
			waiting >>>= 8;
			count -= 8;
		}
	}

	byte[] bytes() {
		out.write(waiting);
		return out.toByteArray();
	}
}
