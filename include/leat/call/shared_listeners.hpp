// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/call/element_order.hpp>
#include <leat/info/metric.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace leat::detail {

/// Those who listen to a node, for several threads that work on elements of its map. One is heard
/// after the other; metrics and tags in the order of the elements, all else as it comes.
class shared_listeners {
public:
    shared_listeners(run_options const* options, listener const* heard)
        : options_(options), heard_(heard),
          is_ordered_((options && options->sink) || (heard && (heard->metric || heard->tag))) {}
    shared_listeners(shared_listeners const&) = delete;

    /// What the context of a range of elements is given, by the thread that works on them.
    class part final : public run_sink {
    public:
        part(shared_listeners& all, std::size_t begin, std::size_t end)
            : all_(all), range_{begin, end} {
            if (all.options_) share_options(*all.options_);
            if (all.heard_) share_listener(*all.heard_);
        }
        part(part const&) = delete;
        /// The range has ended: what others had to wait with is told now.
        ~part() { all_.ended(range_); }

        run_options const* options() const noexcept { return all_.options_ ? &options_ : nullptr; }
        listener const* heard() const noexcept { return all_.heard_ ? &listener_ : nullptr; }

        void metric(std::string_view name, double value, metric_at const& at) override {
            all_.tell(range_,
                      {.to = told_to::record, .value = {.name = name, .number = value, .at = at}});
        }
        void metric(std::string_view name, std::string_view text, metric_at const& at) override {
            all_.tell(range_, {.to = told_to::record,
                               .value = {.name = name, .text = text, .is_text = true, .at = at}});
        }
        /// At once, as the file may be another one later.
        void artifact(std::string_view name, std::filesystem::path const& file) override {
            std::lock_guard const hold(all_.mutex_);
            all_.options_->sink->artifact(name, file);
        }
        void tag(std::string_view text) override {
            all_.tell(range_, {.to = told_to::record, .is_tag = true, .value = {.name = text}});
        }

    private:
        void share_options(run_options const& of) {
            options_.stop = of.stop;
            options_.refresh = of.refresh;
            options_.by_default = of.by_default;
            options_.workers = of.workers;
            if (of.sink) options_.sink = this;
            if (of.log)
                options_.log = [this](std::string_view node, std::string_view line) {
                    std::lock_guard const hold(all_.mutex_);
                    all_.options_->log(node, line);
                };
            if (of.progress)
                options_.progress = [this](std::string_view node, std::size_t done,
                                           std::size_t total) {
                    std::lock_guard const hold(all_.mutex_);
                    all_.options_->progress(node, done, total);
                };
        }
        void share_listener(listener const& of) {
            listener_.self = this;
            if (of.log)
                listener_.log = [](void* self, std::string_view line) {
                    auto& all = static_cast<part*>(self)->all_;
                    std::lock_guard const hold(all.mutex_);
                    all.heard_->log(all.heard_->self, line);
                };
            if (of.progress)
                listener_.progress = [](void* self, std::size_t done, std::size_t total) {
                    auto& all = static_cast<part*>(self)->all_;
                    std::lock_guard const hold(all.mutex_);
                    all.heard_->progress(all.heard_->self, done, total);
                };
            if (of.metric)
                listener_.metric = [](void* self, metric_value const& value) {
                    auto& from = *static_cast<part*>(self);
                    from.all_.tell(from.range_, {.to = told_to::hooks, .value = value});
                };
            if (of.tag)
                listener_.tag = [](void* self, std::string_view text) {
                    auto& from = *static_cast<part*>(self);
                    from.all_.tell(from.range_,
                                   {.to = told_to::hooks, .is_tag = true, .value = {.name = text}});
                };
        }

        shared_listeners& all_;
        element_order::range range_;
        run_options options_{};
        listener listener_{};
    };

    /// What the record threw of something that had to wait, or null: the element that told it had
    /// ended by then. To be asked when all ranges have ended.
    std::exception_ptr error() const noexcept { return error_; }

private:
    void tell(element_order::range const& from, told_word const& word) {
        std::lock_guard const hold(mutex_);
        if (order_.has_turn(from))
            say(word);
        else
            order_.wait(from, word);
    }
    void say(told_word const& word) const {
        metric_value const& value = word.value;
        if (word.to == told_to::hooks && word.is_tag)
            heard_->tag(heard_->self, value.name);
        else if (word.to == told_to::hooks)
            heard_->metric(heard_->self, value);
        else if (word.is_tag)
            options_->sink->tag(value.name);
        else if (value.is_text)
            options_->sink->metric(value.name, value.text, value.at);
        else
            options_->sink->metric(value.name, value.number, value.at);
    }
    void ended(element_order::range const& range) noexcept {
        if (!is_ordered_) return;
        std::lock_guard const hold(mutex_);
        try {
            order_.ended(range, [&](std::size_t, told_word const& word) {
                try {
                    say(word);
                } catch (...) {
                    if (!error_) error_ = std::current_exception();
                }
            });
        } catch (...) {
            if (!error_) error_ = std::current_exception();
        }
    }

    run_options const* options_;
    listener const* heard_;
    bool is_ordered_; ///< somebody hears of metrics or tags
    element_order order_{};
    std::exception_ptr error_{};
    std::recursive_mutex mutex_{}; // a listener may tell of the node itself
};

} // namespace leat::detail
