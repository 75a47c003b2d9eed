package dev.madang;

import dev.madang.command.CommandLineProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.modulith.Modulith;

/** The program. Requests are told of by {@code ServedRequests}, which costs a fraction of Spring's observation of them. */
@SpringBootApplication(exclude = WebMvcObservationAutoConfiguration.class)
@ConfigurationPropertiesScan
@Modulith(systemName = "Madang")
public class Madang {

	public static void main(String[] arguments) {
		CommandLineProgram.run(Madang.class, arguments);
	}
}
