package dev.madang.recommendation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** By Nori. */
final class KoreanWords implements ContentWords {

	private final Analyzer analyzer = new KoreanAnalyzer();

	@Override
	public Set<String> of(String text) {
		var words = new HashSet<String>();
		try (var stream = analyzer.tokenStream("body", new StringReader(text))) {
			var term = stream.addAttribute(CharTermAttribute.class);
			stream.reset();
			while (stream.incrementToken()) {
				if (term.length() > 1) {
					words.add(term.toString());
				}
			}
			stream.end();
			return words;
		}
		catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
