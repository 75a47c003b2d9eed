package dev.madang.chat.socket;

import dev.madang.chat.Fanout;
import dev.madang.testing.MadangTest;

/** NOTIFY as the way between nodes. */
@MadangTest
class LocalFanoutTest extends FanoutContract {

	@Override
	protected Fanout connect(TestNode node) {
		return node.local();
	}
}
