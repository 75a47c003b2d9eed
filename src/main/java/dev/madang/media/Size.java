package dev.madang.media;

/** The sizes in which every picture is kept, the smallest first. */
enum Size {

	THUMB("thumb", 320), FEED("feed", 960), FULL("full", 2048);

	final String label;

	/** The most pixels on the longer side. */
	final int longest;

	Size(String label, int longest) {
		this.label = label;
		this.longest = longest;
	}

	/** What a side becomes of a picture whose longer side is so long; it is never enlarged, and never nothing. */
	int of(int side, int longer) {
		return longer <= longest ? side : Math.max(1, Math.round((float) side * longest / longer));
	}
}
