// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/impl/ui_rules.ipp>
#include <leat/view/xml_text.hpp>

#include <string>
#include <string_view>

namespace leat::detail {

/// The page of `app ui`. The token is empty where nothing may be written.
inline std::string ui_page(std::string_view token, std::string_view shown) {
    std::string page = R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="leat-token" content=")html";
    print_xml_text(page, token);
    page += R"html(">
<title>Runs</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/ui.css">
<script src="/ui.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="home" href="#/">leat</a>
<span class="place" title="The repo">)html";
    print_xml_text(page, shown);
    page += R"html(</span>
<span class="link" id="link" role="status"></span>
</header>
<main id="main" tabindex="-1"><noscript><p class="notice">This page needs JavaScript.</p></noscript></main>
</body>
</html>
)html";
    return page;
}

} // namespace leat::detail
