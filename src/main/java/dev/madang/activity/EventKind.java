package dev.madang.activity;

/** Says that the log tells of a kind that is no subject, such as readings. Whoever appends its entries implements it. */
public interface EventKind {

	String eventKind();
}
