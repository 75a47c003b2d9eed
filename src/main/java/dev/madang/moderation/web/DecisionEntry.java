package dev.madang.moderation.web;

/** What a moderator has put into the form of a decision. */
public record DecisionEntry(String status, String action, String until, String resolution) {

	static final DecisionEntry EMPTY = new DecisionEntry("", "", "", "");
}
