package dev.madang.chat.socket;

import dev.madang.chat.Fanout;
import dev.madang.testing.SecondMadangTest;

/** NOTIFY as the way between nodes. */
@SecondMadangTest
class LocalFanoutTest extends FanoutContract {

	@Override
	protected Fanout connect(TestNode node) {
		return node.local();
	}
}
