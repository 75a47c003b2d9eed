package dev.madang.recommendation;

/** Is told how far a long piece of work is. */
public interface Progress {

	/**
	 * @param step a word for what is being done
	 * @param part from 0 to 1, of this step
	 */
	void at(String step, double part);
}
