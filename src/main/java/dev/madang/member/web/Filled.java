package dev.madang.member.web;

/** What a form held when it comes back. The password is never sent back. */
public record Filled(String handle, String name, String email, String back, String token) {
}
