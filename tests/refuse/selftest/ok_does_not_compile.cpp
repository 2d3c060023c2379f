// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// reported: it must compile, and does not

int main() { return nothing; }
