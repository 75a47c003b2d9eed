package dev.madang.member.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.servlet.http.HttpServletResponse;

/** Sends a member's archive and removes it. */
final class ExportFile {

	private ExportFile() {
	}

	static void send(Path file, HttpServletResponse response) throws IOException {
		try {
			response.setContentType("application/zip");
			response.setHeader("Content-Disposition", "attachment; filename=\"madang-export.zip\"");
			response.setHeader("Cache-Control", "no-store");
			response.setContentLengthLong(Files.size(file));
			Files.copy(file, response.getOutputStream());
		}
		finally {
			Files.delete(file);
		}
	}
}
