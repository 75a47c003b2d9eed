-- comment_thread orders the same rows in the same way; what is not listed is rare. A comment is stored with one index less.
drop index comment_shown;
