package dev.madang.mail.smtp;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.madang.mail.MailTransport;
import dev.madang.platform.engine.Engine;
import dev.madang.testing.FaultyProxy;
import dev.madang.testing.TestDatabase;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** A mail server at the end of a network that fails, and the transport to it, which waits for two seconds at most. */
public final class FaultySmtp implements MailTransport, AutoCloseable {

	private final GreenMail server = new GreenMail(new ServerSetup(TestDatabase.freePort(), "127.0.0.1", "smtp"));

	private final FaultyProxy proxy;

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Engine engine;

	private final SmtpTransport transport;

	public FaultySmtp() {
		server.start();
		proxy = new FaultyProxy(server.getSmtp().getPort());
		transport = new SmtpTransport(new SmtpProperties("127.0.0.1", proxy.port(), "", "", "none", null),
				Duration.ofSeconds(2));
		engine = FaultyProxy.engines(clock).add("smtp", "madang.mail.host", Duration.ofSeconds(10), () -> {
			transport.probe();
			return true;
		});
	}

	public FaultyProxy proxy() {
		return proxy;
	}

	public Engine engine() {
		return engine;
	}

	public MimeMessage[] received() {
		return server.getReceivedMessages();
	}

	@Override
	public void send(MimeMessage email) throws MessagingException {
		OutgoingMail.send(engine, transport, email);
	}

	@Override
	public boolean reachesPeople() {
		return true;
	}

	@Override
	public void close() {
		clock.shutdownNow();
		proxy.close();
		server.stop();
	}
}
