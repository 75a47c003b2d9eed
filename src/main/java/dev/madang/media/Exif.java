package dev.madang.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one thing that is read of what a camera noted: how it was held. The rest may be as large as it likes. */
final class Exif {

	static final int UPRIGHT = 1;

	private static final int ORIENTATION = 0x112;

	private static final int SHORT = 3;

	private static final int HEAD = 6;

	private Exif() {
	}

	/** Reads tag 274, from 1 to 8; Exif that makes no sense says nothing. */
	static int orientation(byte[] segment) {
		if (segment.length < HEAD) {
			return UPRIGHT;
		}
		try {
			var tiff = ByteBuffer.wrap(segment, HEAD, segment.length - HEAD).slice();
			tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			var directory = tiff.getInt(4);
			for (int entry = 0; entry < Short.toUnsignedInt(tiff.getShort(directory)); entry++) {
				var at = directory + 2 + entry * 12;
				if (Short.toUnsignedInt(tiff.getShort(at)) == ORIENTATION && tiff.getShort(at + 2) == SHORT) {
					var value = tiff.getShort(at + 8);
					return value >= 1 && value <= 8 ? value : UPRIGHT;
				}
			}
			return UPRIGHT;
		}
		catch (IndexOutOfBoundsException | BufferUnderflowException e) {
			return UPRIGHT;
		}
	}
}
