package dev.madang.language;

import java.util.Arrays;

/**
 * The particles of nouns, and which of them may follow what: 이 after a consonant, 가 after a vowel, 로 also after ㄹ (Standard Korean
 * grammar; National Institute of Korean Language, Standard Korean dictionary).
 */
final class NounParticles {

	private enum After {
		ANYTHING, CONSONANT, VOWEL, VOWEL_OR_RIEUL, CONSONANT_BUT_RIEUL
	}

	private record Particle(String text, After after) {
	}

	private static final Particle[] ALL = Arrays.stream("""
			- 의 에 에서 에게 에게서 한테 한테서 께 께서 도 만 뿐 부터 까지 마저 조차 밖에 처럼 같이 보다 마다 하고 대로 만큼 커녕 들 인데 입니다
			- 엔 에선 에겐 한텐 께선 부턴 까진 보단
			c 이 은 을 과 이랑 이나 이나마 이라도 이든지 이야 이야말로 이다 이네 이네요 이지만 이었다 이라 이라는 이라고 이란 이라면 이라서
			v 다 네 네요 지만 였다 가 는 를 와 랑 나 나마 라도 든지 야 야말로 라 라는 라고 란 라면 라서
			l 서 로 로서 로써 로부터 론 선
			o 으로 으로서 으로써 으로부터 으론
			""".strip().split("\n")).flatMap(line -> {
		var words = line.split(" ");
		var after = switch (words[0]) {
			case "c" -> After.CONSONANT;
			case "v" -> After.VOWEL;
			case "l" -> After.VOWEL_OR_RIEUL;
			case "o" -> After.CONSONANT_BUT_RIEUL;
			default -> After.ANYTHING;
		};
		return Arrays.stream(words).skip(1).map(word -> new Particle(word, after));
	}).toArray(Particle[]::new);

	/** Nothing follows these. */
	private static final String LAST = "이가은는을를과와의다네";

	private NounParticles() {
	}

	static boolean isParticle(String word) {
		return Arrays.stream(ALL).anyMatch(particle -> particle.text.equals(word));
	}

	/** Whether one particle or several in a row may follow a noun: 에서는 after 영화, but not 을. */
	static boolean mayFollow(String noun, String rest) {
		if (rest.isEmpty()) {
			return true;
		}
		var last = noun.charAt(noun.length() - 1);
		for (var particle : ALL) {
			if (rest.startsWith(particle.text) && mayFollow(last, particle.after)) {
				var more = rest.substring(particle.text.length());
				if (more.isEmpty() || (!particle.text.endsWith("나") || "도".equals(more)) && LAST.indexOf(particle.text) < 0
						&& mayFollow(particle.text, more)) {
					return true;
				}
			}
		}
		return false;
	}

	/** Whatever may follow what is not written in Hangul: nobody knows how it is read. */
	private static boolean mayFollow(char last, After after) {
		if (!Jamo.isSyllable(last)) {
			return true;
		}
		var consonant = Jamo.finalOf(last);
		return switch (after) {
			case ANYTHING -> true;
			case CONSONANT -> consonant != ' ';
			case VOWEL -> consonant == ' ';
			case VOWEL_OR_RIEUL -> consonant == ' ' || consonant == 'ㄹ';
			case CONSONANT_BUT_RIEUL -> consonant != ' ' && consonant != 'ㄹ';
		};
	}
}
