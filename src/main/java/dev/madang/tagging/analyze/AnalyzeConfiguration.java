package dev.madang.tagging.analyze;

import dev.madang.platform.OutsideServer;
import dev.madang.platform.engine.Engines;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tags by an {@code /analyze} server, where {@code madang.ai.analyze-url} is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("madang.ai.analyze-url")
@EnableConfigurationProperties(AnalyzeProperties.class)
class AnalyzeConfiguration {

	@Bean
	AnalyzeTags analyzeTags(AnalyzeProperties properties, Engines engines) {
		return new AnalyzeTags(
				new OutsideServer(engines.add("tags", "madang.ai.analyze-url", properties.within()), "", properties.within()),
				properties.analyzeUrl());
	}
}
