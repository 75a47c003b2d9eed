package dev.madang;

import dev.madang.command.CommandLineProgram;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulith;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The program. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
@Modulith(systemName = "Madang")
public class Madang {

	public static void main(String[] arguments) {
		CommandLineProgram.run(Madang.class, arguments);
	}
}
