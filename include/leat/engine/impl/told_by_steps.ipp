// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/told_by_steps.hpp>

namespace leat::detail {

LEAT_DECL told_by_steps::refusal told_by_steps::ended(std::size_t step) {
    std::lock_guard const hold(mutex_);
    refusal first;
    order_.ended({step, step + 1},
                 [&](std::size_t by, told_word const& word) { say_late(by, word, first); });
    return first;
}

LEAT_DECL told_by_steps::refusal told_by_steps::finish() {
    std::lock_guard const hold(mutex_);
    refusal first;
    order_.finish([&](std::size_t by, told_word const& word) { say_late(by, word, first); });
    return first;
}

LEAT_DECL void told_by_steps::tell(element_order::range const& step, told_word const& word) {
    std::lock_guard const hold(mutex_);
    if (order_.has_turn(step) || (word.value.at.step && !order_.waits(step)))
        say(word);
    else
        order_.wait(step, word);
}

LEAT_DECL void told_by_steps::say(told_word const& word) const {
    metric_value const& value = word.value;
    if (word.to == told_to::hooks)
        log_->add(value);
    else if (word.is_tag)
        record_->tag(value.name);
    else if (value.is_text)
        record_->metric(value.name, value.text, value.at);
    else
        record_->metric(value.name, value.number, value.at);
}

LEAT_DECL void told_by_steps::say_late(std::size_t step, told_word const& word,
                                       refusal& first) const noexcept {
    try {
        say(word);
    } catch (...) {
        if (!first.error) first = {std::current_exception(), step};
    }
}

LEAT_DECL told_by_steps::node::node(told_by_steps& all, std::size_t step, run_options const* given)
    : all_(all), step_{step, step + 1}, options_(given ? *given : run_options{}) {
    if (all.record_) options_.sink = this;
}

LEAT_DECL void told_by_steps::node::metric(std::string_view name, double value,
                                           metric_at const& at) {
    all_.tell(step_, {.to = told_to::record, .value = {.name = name, .number = value, .at = at}});
}

LEAT_DECL void told_by_steps::node::metric(std::string_view name, std::string_view text,
                                           metric_at const& at) {
    all_.tell(step_, {.to = told_to::record,
                      .value = {.name = name, .text = text, .is_text = true, .at = at}});
}

LEAT_DECL void told_by_steps::node::artifact(std::string_view name,
                                             std::filesystem::path const& file) {
    all_.record_->artifact(name, file);
}

LEAT_DECL void told_by_steps::node::tag(std::string_view text) {
    all_.tell(step_, {.to = told_to::record, .is_tag = true, .value = {.name = text}});
}

LEAT_DECL void told_by_steps::node::log_points::metric(std::string_view name, double value,
                                                       metric_at const& at) {
    if (of.all_.log_)
        of.all_.tell(of.step_,
                     {.to = told_to::hooks, .value = {.name = name, .number = value, .at = at}});
}

} // namespace leat::detail
