package dev.madang.design;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.madang.board.BoardKind;
import dev.madang.board.Category;
import dev.madang.board.Comment;
import dev.madang.board.Post;
import dev.madang.board.RowExtras.Reply;
import dev.madang.board.web.CommentView;
import dev.madang.board.web.PostRow;
import dev.madang.catalog.Item;
import dev.madang.content.ContentState;
import dev.madang.market.Price;
import dev.madang.market.Product;
import dev.madang.market.web.ProductView.Card;
import dev.madang.media.Picture;
import dev.madang.media.Variant;
import dev.madang.member.Author;
import dev.madang.notification.Notification;
import dev.madang.notification.NotificationKind;
import dev.madang.notification.web.Day.Line;
import dev.madang.page.Box;
import dev.madang.page.Page;
import dev.madang.platform.Problem;
import dev.madang.platform.Problem.Violation;
import dev.madang.platform.Role;
import dev.madang.platform.Subject;
import dev.madang.site.Checklist.Step;
import org.jspecify.annotations.Nullable;

/**
 * What the components show in one of the two themes: nothing of it is stored. Its words are the reader's, its numbers are not those of
 * the other theme, since both stand on one page.
 */
public record Samples(String theme, long first, Page page, Instant now) {

	static Samples of(String theme, Page page) {
		return new Samples(theme, theme.equals("light") ? 1_000_000 : 2_000_000, page, Instant.now());
	}

	private String either(String korean, String english) {
		return page.language().equals("ko") ? korean : english;
	}

	public List<Author> people() {
		return List.of(new Author("haneul", either("하늘", "Haneul"), null), new Author("nuri", either("누리", "Nuri"), null),
				new Author("pado", either("파도", "Pado"), null), new Author("sora", either("소라", "Sora"), null),
				new Author("june", "June", null), new Author("withdrawn:7", "", null));
	}

	public List<PostRow> rows() {
		var board = board(BoardKind.DISCUSSION, either("책 이야기", "Books"));
		var ask = board(BoardKind.QUESTIONS, either("묻고 답하기", "Questions"));
		var book = new Post.Item(first, "book", either("종의 기원", "On the Origin of Species"),
				List.of(either("찰스 다윈", "Charles Darwin")), "1859");
		var said = either("문장마다 밑줄을 긋다가 포기했어요. 다시 읽을 책입니다.", "I gave up underlining. This is one to read again.");
		return List.of(
				row(post(1, either("이번 달 읽기 모임은 토요일입니다", "The reading circle meets on Saturday"), null, null, true, 3), board,
						said, 0, null, false, 0),
				row(post(2, either("종의 기원, 천천히 읽기", "Reading Darwin slowly"), book, 9, false, 12), board, said, 0,
						new Reply(first + 9, people().get(1), either("저도 같이 읽고 싶어요.", "Count me in.")), true, 0),
				row(post(3, either("전자책 단말기, 어떤 게 좋을까요?", "Which e-reader would you choose?"), null, null, false, 0), ask, said,
						1,
						null, false, 0),
				row(post(4, either("시월의 골목 사진 네 장", "Four pictures of an alley in October"), null, null, false, 5), board, "",
						4,
						null, false, 2));
	}

	private Category board(BoardKind kind, String name) {
		return new Category(first, null, "free", name, "", 0, 0, Role.ANY, Role.MEMBER, kind);
	}

	private PostRow row(Post post, Category board, String excerpt, int pictures, @Nullable Reply reply, boolean isNew,
			int newComments) {
		return new PostRow(post, board, excerpt, IntStream.range(0, pictures).mapToObj(this::picture).toList(), null, reply,
				post.commentCount(), isNew, newComments);
	}

	private Post post(int number, String title, Post.@Nullable Item item, @Nullable Integer rating, boolean pinned,
			int comments) {
		return new Post(first + number, 1, people().get(number % 5), 1, title, "",
				number == 2 ? List.of(either("다시읽기", "rereading"), "1859") : List.of(), item, rating, ContentState.LISTED, null,
				pinned, false, 1, number * 3, comments, 120, false, false, ago(number * 5), ago(number * 5), List.of());
	}

	private Instant ago(int hours) {
		return now.minus(Duration.ofHours(hours));
	}

	private Picture picture(int number) {
		var drawn = "data:image/svg+xml," + page.encode("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'>"
				+ "<rect width='4' height='3' fill='hsl(" + (60 * number + 150) + " 30% 62%)'/>"
				+ "<circle cx='3' cy='1' r='.5' fill='hsl(40 80% 82%)'/><path d='M0 3V2l1.2-.8L2.5 2 4 1.4V3z' fill='hsl("
				+ (60 * number + 150) + " 30% 38%)'/></svg>");
		return new Picture(first + number, "",
				List.of(new Variant("thumb", drawn, 320, 240), new Variant("feed", drawn, 640, 480),
						new Variant("full", drawn, 1600, 1200)));
	}

	public List<CommentView> comments() {
		var reply = comment(3, 1, 0, false);
		return List.of(
				new CommentView(comment(1, 0, 4, false),
						either("<p>저는 <strong>둘째 장</strong>부터 읽었어요. <code>자연 선택</code>이 무엇인지 먼저 알고 싶었거든요.</p>",
								"<p>I began with <strong>chapter two</strong>, to know what <code>selection</code> means.</p>"),
						true,
						List.of(new CommentView(reply, either("<p>좋은 방법이네요!</p>", "<p>That is a good way.</p>"), false,
								List.of()))),
				new CommentView(comment(2, 0, 0, true), "", false, List.of()));
	}

	private Comment comment(int number, int depth, int likes, boolean gone) {
		return new Comment(first + number, first, null, depth, number, people().get(number), "", likes, false, gone, gone,
				number,
				ago(number), ago(number), List.of(first + number));
	}

	public Item item() {
		return new Item(first, "book", either("종의 기원", "On the Origin of Species"), List.of(either("찰스 다윈", "Charles Darwin")),
				null, "1859", null, "", null, 1, 14, List.of(0, 0, 1, 0, 2, 4, 9, 14, 11, 5), 46, 365, now, now, List.of());
	}

	public List<Card> products() {
		return List.of(product(1, either("여섯 단 책장", "A bookcase of six shelves"), "on_sale", "35000", 1),
				product(2, either("원목 독서대", "A book stand"), "sold_out", "0", 0));
	}

	private Card product(int number, String name, String status, String price, int pictures) {
		return new Card(
				new Product(first + number, 1, people().get(number), name, "", new Price(new BigDecimal(price), "KRW"),
						List.of(),
						null, either("감나무 골목", "Persimmon alley"), status, ContentState.LISTED, null, 1, number, 0, 0, false,
						ago(number), ago(number)),
				IntStream.range(0, pictures).mapToObj(this::picture).toList(), "");
	}

	public List<Line> notifications() {
		return List.of(
				line(1, NotificationKind.COMMENT, either("하늘 님의 댓글: “저도 같이 읽고 싶어요.”", "Haneul commented: “Count me in.”"),
						false),
				line(2, NotificationKind.LIKE, either("누리 님 외 2명이 글을 좋아해요", "Nuri and 2 others like your post"), true));
	}

	private Line line(int number, NotificationKind kind, String text, boolean isRead) {
		return new Line(new Notification(first + number, 1, kind, people().get(number - 1), number - 1,
				people().subList(number, 2 * number - 1), new Subject("post", first), null, either("종의 기원", "Reading Darwin"),
				"…",
				"/design", "", null, null, ago(number), isRead ? ago(1) : null), text, "/design");
	}

	public List<Box> boxes() {
		return List.of(
				new Box(either("좋아요 많은 글", "Most liked"), "",
						List.of(new Box.Link("/design", either("처음 인사드립니다", "Hello, everybody"), ""),
								new Box.Link("/design", either("비 오는 날 듣기 좋은 소리", "Sounds for a rainy day"), ""))),
				new Box(either("태그", "Tags"), "tags", List.of(new Box.Link("/design", either("읽기모임", "circle"), ""),
						new Box.Link("/design", either("헌책방", "used-books"), ""))),
				new Box(either("오늘", "Today"), "figures", List.of(new Box.Link("", either("새 글", "New posts"), "12"),
						new Box.Link("", either("새 회원", "New members"), "3"))));
	}

	public List<Step> steps() {
		return List.of(new Step("name", "/design", true), new Step("boards", "/design", false),
				new Step("post", "/design", false));
	}

	/** A form that came back. */
	public Problem refused() {
		return Problem.of(422, "invalid", List.of(new Violation(theme + "-title", "too-long", List.of(200))));
	}
}
