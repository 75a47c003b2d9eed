package dev.madang.market;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.madang.activity.Action;
import dev.madang.activity.ActivityLog;
import dev.madang.content.ContentLife;
import dev.madang.content.ContentLife.Step;
import dev.madang.content.TakenBy;
import dev.madang.media.Media;
import dev.madang.moderation.Screening;
import dev.madang.moderation.Screening.Verdict;
import dev.madang.platform.Limits;
import dev.madang.platform.Markdown;
import dev.madang.platform.Problem;
import dev.madang.platform.Subject;
import dev.madang.platform.Viewer;
import dev.madang.platform.web.Etags;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with products. Each verb is one transaction: rules first, then the rows, then one row of the log. */
@Component
public class Products {

	/** The status of what is not there yet: listed nowhere. */
	private static final String NONE = "";

	private final JdbcClient jdbc;

	private final ProductReading reading;

	private final MarketCounts counts;

	private final Media media;

	private static final ContentLife LIFE = new ContentLife(Action.LISTED, Action.HIDDEN);

	private final ActivityLog log;

	private final Limits limits;

	private final Screening screening;

	private final Markdown markdown;

	Products(JdbcClient jdbc, ProductReading reading, Media media, ActivityLog log, Limits limits,
			Screening screening, Markdown markdown) {
		this.markdown = markdown;
		this.screening = screening;
		this.jdbc = jdbc;
		this.reading = reading;
		this.counts = new MarketCounts(jdbc);
		this.media = media;
		this.log = log;
		this.limits = limits;
	}

	/**
	 * Offers a product.
	 *
	 * @throws Problem 422 for what is wrong with the form, 403 who may not write, 429 after 30 within an hour, 401 who has left
	 * meanwhile: with them went all that they sell
	 */
	@Transactional
	public Product offer(Viewer viewer, ProductForm written) {
		viewer.requireNotSilenced();
		var form = written.tidy("on_sale");
		markdown.requireRenderable("description", form.description());
		limits.take("product", String.valueOf(viewer.id()), 30, Duration.ofHours(1));
		var verdict = screening.check(viewer, "product", form.readable(), "description");
		var step = verdict.holdsForReview()
				? Step.HELD
				: Product.HIDDEN.equals(form.status()) ? Step.hidden(TakenBy.AUTHOR) : Step.LISTED;
		var id = jdbc
				.sql("""
						with new as (
						  insert into product (seller_id, name, description, price, currency, link, place, offered, state, listed_at, taken_by)
						  select id, :name, :description, :price, :currency, :link, :place, :offered, :state,
						         case when :state = 'listed' then now() end, :by
						  from member where id = :seller and withdrawn_at is null for key share
						  returning id, status),
						counted as (
						  insert into product_count (product_id, listed_as) select id, nullif(status, 'hidden') from new)
						select id from new
						""")
				.param("seller", viewer.id()).params(columns(form))
				.param("offered", Product.HIDDEN.equals(form.status()) ? "on_sale" : form.status())
				.param("state", step.state().word()).param("by", step.byWord()).query(Long.class).optional()
				.orElseThrow(() -> Problem.unauthorized("sign-in-needed"));
		var subject = new Subject("product", id);
		media.attach(viewer, subject, form.imageIds(), "", form.description(), "imageIds");
		counts.move(viewer.id(), NONE, step.state().isListed() ? form.status() : Product.HIDDEN);
		LIFE.begun(step.state()).forEach(action -> log.append(viewer, action, subject));
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
		return reading.get(id, viewer);
	}

	/**
	 * Makes of a product what a change makes of its form; a status that this leaves out stays.
	 *
	 * @param change from the form that the product would come from now, which nobody else changes meanwhile
	 * @param ifMatch the entity tag of the version that was seen, or null for whichever there is
	 * @throws Problem 412 if it is another version by now; 403 who is not its seller, or a moderator who changes more than the
	 * status; 403 {@code hidden-by-moderator} for a seller who would show it again; 404, 422
	 */
	@Transactional
	public Product edit(Viewer viewer, long id, UnaryOperator<ProductForm> change, @Nullable String ifMatch) {
		viewer.requireNotSilenced();
		var product = lock(viewer, id);
		requireSellerOrModerator(viewer, product);
		Etags.guard(ifMatch, product.version());
		var form = change.apply(ProductForm.of(product)).tidy(product.status());
		if (form.saysTheSame(product) && form.status().equals(product.status())) {
			return product;
		}
		if (!form.saysTheSame(product) && !viewer.is(product.sellerId())) {
			throw Problem.forbidden("not-yours");
		}
		if (!form.description().equals(product.description())) {
			markdown.requireRenderable("description", form.description());
		}
		store(viewer, product, form);
		return reading.get(id, viewer);
	}

	/** Hides a product; whoever hid it, or a moderator, shows it again. */
	@Transactional
	public void hide(Viewer viewer, long id, @Nullable String ifMatch) {
		var product = lock(viewer, id);
		requireSellerOrModerator(viewer, product);
		Etags.guard(ifMatch, product.version());
		if (!product.isHidden() || !viewer.is(product.sellerId()) && !product.isHiddenByModerator()) {
			store(viewer, product, ProductForm.Tidy.of(product, Product.HIDDEN));
		}
	}

	/** Shows a hidden product again, on sale or sold out as it was. */
	@Transactional
	public Product restore(Viewer viewer, long id) {
		viewer.requireNotSilenced();
		var product = lock(viewer, id);
		requireSellerOrModerator(viewer, product);
		if (product.isHidden()) {
			var offered = jdbc.sql("select offered from product where id = :id").param("id", id).query(String.class).single();
			store(viewer, product, ProductForm.Tidy.of(product, offered));
		}
		return reading.get(id, viewer);
	}

	private void store(Viewer viewer, Product product, ProductForm.Tidy asked) {
		if (product.isHiddenByModerator() && !Product.HIDDEN.equals(asked.status()) && !viewer.isModerator()) {
			throw Problem.forbidden("hidden-by-moderator");
		}
		var verdict = verdict(viewer, product, asked);
		var form = verdict.holdsForReview() ? asked.hidden() : asked;
		var hides = Product.HIDDEN.equals(form.status());
		var subject = new Subject("product", product.id());
		if (!form.imageIds().equals(product.imageIds()) || !form.description().equals(product.description())) {
			media.attach(viewer, subject, form.imageIds(), "", form.description(), "imageIds");
		}
		var before = new Step(product.state(), product.takenBy());
		var step = verdict.holdsForReview()
				? Step.HELD
				: !hides
						? Step.LISTED
						: product.isHiddenByModerator()
								? before
								: Step.hidden(viewer.is(product.sellerId()) ? TakenBy.AUTHOR : TakenBy.MODERATOR);
		var isFirst = jdbc
				.sql("""
						with changed as (
						  update product
						  set name = :name, description = :description, price = :price, currency = :currency, link = :link,
						      place = :place,
						      offered = case when :status = 'hidden' then offered else :status end, state = :state, taken_by = :by,
						      listed_at = coalesce(listed_at, case when :state = 'listed' then now() end),
						      version = version + 1, updated_at = now()
						  where id = :id
						  returning id, status, listed_at),
						counted as (
						  update product_count c set listed_as = nullif(changed.status, 'hidden')
						  from changed where c.product_id = changed.id and c.listed_as is distinct from nullif(changed.status, 'hidden'))
						select coalesce(listed_at = now(), false) from changed
						""")
				.params(columns(form)).param("id", product.id()).param("status", form.status())
				.param("state", step.state().word()).param("by", step.byWord()).query(Boolean.class).single();
		counts.move(product.sellerId(), product.status(), form.status());
		var changed = LIFE.changed(before, step, !isFirst);
		log.append(viewer, changed.isEmpty() ? Action.EDITED : changed.getFirst(), subject,
				Map.of("version", product.version() + 1));
		changed.stream().skip(1).forEach(action -> log.append(viewer, action, subject));
		if (verdict.holdsForReview()) {
			screening.holdForReview(viewer, subject, verdict.why());
		}
	}

	/** What others are about to read anew is looked at first. */
	private Verdict verdict(Viewer viewer, Product product, ProductForm.Tidy form) {
		var isNew = product.isHidden() || !form.name().equals(product.name())
				|| !form.description().equals(product.description()) || !Objects.equals(form.link(), product.link())
				|| !form.place().equals(product.place());
		return isNew && !Product.HIDDEN.equals(form.status())
				? screening.recheck(viewer, form.readable(), "description")
				: Verdict.FINE;
	}

	private static Map<String, @Nullable Object> columns(ProductForm.Tidy form) {
		var columns = new HashMap<String, @Nullable Object>();
		columns.put("name", form.name());
		columns.put("description", form.description());
		columns.put("price", form.price().minor());
		columns.put("currency", form.price().currency());
		columns.put("link", form.link());
		columns.put("place", form.place());
		return columns;
	}

	private static void requireSellerOrModerator(Viewer viewer, Product product) {
		if (!viewer.is(product.sellerId()) && !viewer.isModerator()) {
			throw Problem.forbidden("not-yours");
		}
	}

	private Product lock(Viewer viewer, long id) {
		jdbc.sql("select id from product where id = :id for no key update").param("id", id).query().listOfRows();
		return reading.get(id, viewer);
	}
}
